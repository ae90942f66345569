import { Component, type ComponentChildren, type JSX } from 'preact';

/** Said in red in place of what cannot be drawn: nothing is left out silently. */
export function Undrawable({ what, type, why }: { what: string; type: string; why?: string }): JSX.Element {
  return (
    <p class="undrawable" role="alert">
      This page cannot draw the {what} “{type || 'without a type'}”{why ? `: ${why}` : '.'}
    </p>
  );
}

interface Props {
  readonly type: string;
  readonly children: ComponentChildren;
}

/** Keeps a block that fails from taking the page with it. */
export class Guard extends Component<Props, { readonly why?: string }> {
  static override getDerivedStateFromError(error: unknown): { why: string } {
    return { why: error instanceof Error ? error.message : String(error) };
  }
  override state: { readonly why?: string } = {};
  override render({ type, children }: Props): ComponentChildren {
    const { why } = this.state;
    return why === undefined ? children : <Undrawable what="block" type={type} why={why} />;
  }
}
