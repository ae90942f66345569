import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Workspace } from '../../src/demo/workspace/index.ts';

const VIEW = {
  type: 'modal',
  callback_id: 'expected',
  title: { type: 'plain_text', text: 'Expected' },
  submit: { type: 'plain_text', text: 'Save' },
  close: { type: 'plain_text', text: 'Cancel' },
  blocks: [
    {
      type: 'input',
      block_id: 'reason',
      label: { type: 'plain_text', text: 'Reason' },
      element: { type: 'plain_text_input', action_id: 'reason' },
    },
  ],
};

/** An app that answers any command with a modal, finds fault with the first submission of it, and takes the second. */
export async function startModalApp(workspace: Workspace): Promise<{ readonly url: string; close(): void }> {
  let submissions = 0;
  const server = createServer(async (request, response) => {
    const fields = new URLSearchParams(await text(request));
    if (fields.has('payload')) {
      submissions++;
      const fault = { response_action: 'errors', errors: { reason: 'Say it in a sentence' } };
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(submissions === 1 ? fault : { response_action: 'clear' }));
      return;
    }
    response.end();
    await fetch(`${workspace.apiUrl}views.open`, {
      method: 'POST',
      headers: { authorization: `Bearer ${workspace.botToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ trigger_id: fields.get('trigger_id'), view: VIEW }),
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/`, close: () => void server.close() };
}
