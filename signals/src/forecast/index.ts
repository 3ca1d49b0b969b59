/** 预测: what is to be expected of a series of daily counts, with intervals. */
export { maseOf, naiveErrorOf, naiveOf } from './backtest.ts'
export { forecast } from './forecast.ts'
export {
  type BacktestQuality,
  type ExpectedDay,
  type Forecast,
  type ForecastInput,
  type ForecastMethod,
  leastHistoryDays,
} from './shape.ts'
