import { type Fields, object, string } from './rules.ts';
import { url } from './texts.ts';

const slackFile = object({
  optional: { id: string(), url: string() },
  also: (value, refuse) => {
    if ((value.id === undefined) === (value.url === undefined)) refuse('must have exactly one of: id, url');
  },
});

/** An image as an element: an address or a file of the workspace, and words for those who do not see it. */
export const image = {
  required: { alt_text: string({ max: 2000 }) },
  optional: { image_url: url, slack_file: slackFile },
  also: (value, refuse) => {
    if ((value.image_url === undefined) === (value.slack_file === undefined))
      refuse('must have exactly one of: image_url, slack_file');
  },
} satisfies Fields;
