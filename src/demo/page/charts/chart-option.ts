import type { EChartsCoreOption } from 'echarts/core';
import type { Colours } from './colours.ts';
import type { ChartData } from './read-chart.ts';

const SIZE = 12;
const number = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });
const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });

/** What the chart library is to draw. */
export function chartOption(data: ChartData, colours: Colours): EChartsCoreOption {
  return {
    animation: false,
    color: [...colours.series],
    textStyle: { fontFamily: colours.font, fontSize: SIZE, color: colours.text },
    tooltip: {
      trigger: data.kind === 'pie' ? 'item' : 'axis',
      confine: true,
      backgroundColor: colours.paper,
      borderColor: colours.line,
      textStyle: { fontFamily: colours.font, fontSize: SIZE, color: colours.text },
      valueFormatter: (value: unknown) => (typeof value === 'number' ? number.format(value) : 'not known'),
    },
    legend: {
      show: data.kind === 'pie' || data.series.length > 1,
      bottom: 0,
      itemWidth: 12,
      itemHeight: 12,
      itemGap: 18,
      textStyle: { fontFamily: colours.font, fontSize: SIZE, color: colours.text },
    },
    ...(data.kind === 'pie' ? pie(data, colours) : plot(data, colours)),
  };
}

function pie({ categories, series: [first] }: ChartData, { text, paper }: Colours): EChartsCoreOption {
  return {
    series: [
      {
        type: 'pie',
        radius: ['0%', '70%'],
        center: ['50%', '45%'],
        itemStyle: { borderColor: paper, borderWidth: 2 },
        label: { color: text, formatter: '{b}: {d} %' },
        data: categories.map((name, index) => ({ name, value: first?.values[index] })),
      },
    ],
  };
}

function plot({ kind, categories, series, xLabel, yLabel }: ChartData, colours: Colours): EChartsCoreOption {
  const { muted, line } = colours;
  const label = { fontFamily: colours.font, fontSize: SIZE, color: muted };
  return {
    grid: {
      left: 8,
      right: 16,
      top: yLabel ? 28 : 12,
      bottom: (series.length > 1 ? 30 : 4) + (xLabel ? 18 : 0),
      containLabel: true,
    },
    xAxis: {
      type: 'category',
      data: categories,
      boundaryGap: kind === 'bar',
      name: xLabel,
      nameLocation: 'middle',
      nameGap: 28,
      nameTextStyle: label,
      axisLabel: {
        ...label,
        hideOverlap: true,
        alignMinLabel: kind === 'bar' ? null : 'left',
        alignMaxLabel: kind === 'bar' ? null : 'right',
      },
      axisLine: { lineStyle: { color: line } },
      axisTick: { show: false },
    },
    yAxis: {
      type: 'value',
      name: yLabel,
      nameTextStyle: { ...label, align: 'left' },
      axisLabel: { ...label, formatter: (value: number) => compact.format(value) },
      splitLine: { lineStyle: { color: line } },
    },
    series: series.map(({ name, values }, index) => ({
      type: kind === 'bar' ? 'bar' : 'line',
      name,
      data: values,
      barMaxWidth: 28,
      barGap: '10%',
      symbol: 'circle',
      symbolSize: 6,
      lineStyle: { width: 2, type: index === 1 ? 'dashed' : 'solid' },
      itemStyle: { borderRadius: kind === 'bar' ? [3, 3, 0, 0] : 0 },
      ...(kind === 'area' ? { areaStyle: { opacity: 0.25 } } : {}),
    })),
  };
}
