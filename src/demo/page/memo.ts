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

function differ<Props extends object>(one: Props, other: Props): boolean {
  for (const name in one) if (one[name] !== other[name]) return true;
  for (const name in other) if (!(name in one)) return true;
  return false;
}
