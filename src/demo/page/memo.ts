import { Component, type ComponentChild, type ComponentClass, createElement } from 'preact';

/** A component that is drawn again only when one of its props is another. */
export function memo<Props extends object>(draw: (props: Props) => ComponentChild): ComponentClass<Props> {
  return class extends Component<Props> {
    override shouldComponentUpdate(next: Props): boolean {
      return differ(this.props, next);
    }
    override render(): ComponentChild {
      return createElement(draw, this.props);
    }
  };
}

function differ(one: object, other: object): boolean {
  const before = Object.entries(one);
  const after = new Map<string, unknown>(Object.entries(other));
  return before.length !== after.size || before.some(([name, value]) => after.get(name) !== value);
}
