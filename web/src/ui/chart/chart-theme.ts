import { scaleOf } from '../scale.ts'
import { type Mode, palette } from '../theme.ts'

/** Colours of series that mean nothing by themselves; levels and stages take theirs from `scaleOf`. */
export const seriesColours: Record<Mode, string[]> = {
  light: ['#1F6F78', '#B08A1E', '#6B7FA8', '#8C5B7A', '#5B8C6A'],
  dark: ['#4FB3BF', '#D8B54E', '#93A8D4', '#C48FB0', '#8DC29D'],
}

/** The theme of all charts in one mode: tokens of theme.ts, small type, hairlines. */
export function chartThemeOf(mode: Mode) {
  const colour = palette[mode]
  const axis = {
    axisLine: { lineStyle: { color: colour.fieldLine } },
    axisTick: { show: false },
    axisLabel: { color: colour.secondary, fontSize: 12 },
    splitLine: { lineStyle: { color: colour.line } },
    nameTextStyle: { color: colour.secondary, fontSize: 12 },
  }
  return {
    darkMode: mode === 'dark',
    color: seriesColours[mode],
    backgroundColor: 'transparent',
    textStyle: {
      color: colour.text,
      fontFamily: 'PingFang SC, HarmonyOS Sans SC, Microsoft YaHei, Noto Sans SC, system-ui, sans-serif',
      fontSize: 12,
    },
    grid: { left: 8, right: 12, top: 28, bottom: 8, containLabel: true },
    legend: { textStyle: { color: colour.secondary, fontSize: 12 }, itemWidth: 14, itemHeight: 8, top: 0 },
    tooltip: {
      backgroundColor: colour.card,
      borderColor: colour.line,
      textStyle: { color: colour.text, fontSize: 12 },
      axisPointer: { lineStyle: { color: colour.fieldLine }, crossStyle: { color: colour.fieldLine } },
    },
    visualMap: { textStyle: { color: colour.secondary } },
    categoryAxis: { ...axis, splitLine: { show: false } },
    valueAxis: axis,
    timeAxis: { ...axis, splitLine: { show: false } },
    logAxis: axis,
    line: { symbol: 'circle', symbolSize: 5, lineStyle: { width: 2 } },
    bar: { barMaxWidth: 24, label: { textBorderWidth: 0 } },
    markLine: { lineStyle: { color: scaleOf(mode)['warning-red'].mark }, label: { color: colour.secondary } },
  }
}
