import { BarChart, LineChart, PieChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { chartOption } from './chart-option.ts';
import { readColours } from './colours.ts';
import type { ChartData } from './read-chart.ts';

use([BarChart, LineChart, PieChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

/** Draws a chart into a frame in the colours of the page and keeps it as wide as the frame; returns how to take it away. */
export function drawChart(frame: HTMLElement, data: ChartData): () => void {
  const chart = init(frame, undefined, { renderer: 'svg' });
  chart.setOption(chartOption(data, readColours(frame)));
  let width = frame.clientWidth;
  const observer = new ResizeObserver(() => {
    if (frame.clientWidth === width) return;
    width = frame.clientWidth;
    chart.resize();
  });
  observer.observe(frame);
  return () => {
    observer.disconnect();
    chart.dispose();
  };
}
