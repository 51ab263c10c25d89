/** The strategies that the form offers, their parameters and the built-in presets. */

export interface ParamSpec {
  name: string
  label: string
  initial: string
  step: number
  /** Typed in percent and sent as a fraction. */
  percent?: true
  integer?: true
  min: number
  max: number
  /** The bound itself is not allowed. */
  above?: true
  below?: true
  /** The allowed range, in words. */
  range: string
}

export interface Strategy {
  id: string
  label: string
  summary: string
  params: ParamSpec[]
}

export interface BuiltInPreset {
  label: string
  strategy: string
  values: Record<string, string>
}

export const LONG_CANDLE: Strategy = {
  id: 'volume_long_candle',
  label: '거래량 급증 + 장대양봉',
  summary: '평균보다 많은 거래량을 동반한 긴 양봉에서 진입합니다.',
  params: [
    {
      name: 'vol_ma_window',
      label: '이동 평균 윈도우',
      initial: '20',
      step: 1,
      integer: true,
      min: 1,
      max: 200,
      range: '1~200 사이의 정수',
    },
    {
      name: 'vol_multiplier',
      label: '거래량 배수',
      initial: '1.5',
      step: 0.1,
      min: 1,
      max: 10,
      range: '1~10 사이의 값',
    },
    {
      name: 'body_pct',
      label: '몸통 비율',
      initial: '0.02',
      step: 0.01,
      min: 0,
      max: 1,
      above: true,
      range: '0보다 크고 1 이하인 값',
    },
  ],
}

export const ZONE_BREAKOUT: Strategy = {
  id: 'volume_zone_breakout',
  label: '매물대 돌파',
  summary: '거래가 몰린 가격대의 위쪽 저항선을 넘을 때 진입합니다.',
  params: [
    {
      name: 'volume_window',
      label: '거래량 윈도우',
      initial: '60',
      step: 1,
      integer: true,
      min: 1,
      max: 200,
      range: '1~200 사이의 정수',
    },
    {
      name: 'top_percentile',
      label: '상위 백분위수 (0~100%)',
      initial: '20',
      step: 1,
      percent: true,
      min: 0,
      max: 100,
      above: true,
      below: true,
      range: '0보다 크고 100보다 작은 값',
    },
    {
      name: 'breakout_buffer',
      label: '돌파 버퍼',
      initial: '0.01',
      step: 0.01,
      min: 0,
      max: 1,
      below: true,
      range: '0 이상 1 미만인 값',
    },
  ],
}

export const STRATEGIES: [Strategy, ...Strategy[]] = [LONG_CANDLE, ZONE_BREAKOUT]

export const PRESETS: BuiltInPreset[] = [
  {
    label: '보수적 (Low Risk)',
    strategy: LONG_CANDLE.id,
    values: { vol_ma_window: '20', vol_multiplier: '1.5', body_pct: '0.01' },
  },
  {
    label: '균형잡힌 (Balanced)',
    strategy: ZONE_BREAKOUT.id,
    values: { volume_window: '20', top_percentile: '20', breakout_buffer: '0' },
  },
  {
    label: '적극적 (Aggressive)',
    strategy: ZONE_BREAKOUT.id,
    values: { volume_window: '10', top_percentile: '30', breakout_buffer: '0' },
  },
]

export const TIMEFRAMES = [
  { id: '1m', label: '1분 (1m)' },
  { id: '5m', label: '5분 (5m)' },
  { id: '15m', label: '15분 (15m)' },
  { id: '1h', label: '1시간 (1h)' },
  { id: '4h', label: '4시간 (4h)' },
  { id: '1d', label: '1일 (1d)' },
]

export function strategyById(id: string): Strategy | undefined {
  return STRATEGIES.find((strategy) => strategy.id === id)
}
