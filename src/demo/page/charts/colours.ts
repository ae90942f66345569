/** The colours and the font of a chart. */
export interface Colours {
  readonly font: string;
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly paper: string;
  readonly series: readonly string[];
}

/** The page's colours as they are at an element: custom properties resolved for the present theme. */
export function readColours(element: HTMLElement): Colours {
  const probe = document.createElement('span');
  element.append(probe);
  const colour = (name: string) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const colours = {
    font: getComputedStyle(element).fontFamily,
    text: colour('text'),
    muted: colour('muted'),
    line: colour('border'),
    paper: colour('paper'),
    series: ['chart-1', 'chart-2', 'chart-3', 'chart-4', 'chart-5', 'chart-6'].map(colour),
  };
  probe.remove();
  return colours;
}
