import type { JSX } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { type ChartData, readChart } from '../charts/read-chart.ts';
import { whenNear } from '../charts/when-near.ts';
import { text } from '../json.ts';
import { useUi } from '../state/page.ts';
import type { BlockProps } from './block.ts';
import { Undrawable } from './undrawable.tsx';

/** A chart, drawn once it is near the viewport, and its figures as a table for those who do not see it. */
export function DataVisualizationBlock({ block }: BlockProps): JSX.Element {
  const data = useMemo(() => readChart(block), [block]);
  if (!data) return <Undrawable what="chart" type={text((block.chart as { type?: unknown } | undefined)?.type)} />;
  return (
    <figure class="block chart">
      <figcaption>{data.title}</figcaption>
      <Drawing data={data} />
      <Figures data={data} />
    </figure>
  );
}

function Drawing({ data }: { data: ChartData }): JSX.Element {
  const frame = useRef<HTMLDivElement>(null);
  const theme = useUi(({ theme }) => theme);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const { current } = frame;
    if (!current) return undefined;
    let stop: (() => void) | undefined;
    const forget = whenNear(current, async () => {
      try {
        const { drawChart } = await import('../charts/draw-chart.ts');
        if (current.isConnected) stop = drawChart(current, data);
      } catch {
        setFailed(true);
      }
    });
    return () => {
      forget();
      stop?.();
    };
  }, [data, theme]);
  if (failed) return <Undrawable what="chart" type={data.kind} why="its library did not load" />;
  return <div ref={frame} class="chart-frame" role="img" aria-label={`${data.title}: ${data.kind} chart`} />;
}

function Figures({ data: { title, categories, series } }: { data: ChartData }): JSX.Element {
  return (
    <table class="unseen">
      <caption>{title}, figures</caption>
      <thead>
        <tr>
          <td />
          {series.map(({ name }) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {categories.map((category, index) => (
          <tr key={category}>
            <th scope="row">{category}</th>
            {series.map(({ name, values }) => (
              <td key={name}>{values[index]}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
