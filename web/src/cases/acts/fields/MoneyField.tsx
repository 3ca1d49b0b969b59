import { InputNumber } from 'antd'

type Props = { id?: string; value?: number | null; onChange?: (fen: number | undefined) => void; placeholder?: string }

const largestYuan = 1_000_000_000

/** An amount typed in 元; the value is in 分. */
export function MoneyField({ id, value, onChange, placeholder }: Props) {
  return (
    <InputNumber<number>
      {...(id ? { id } : {})}
      value={value === undefined || value === null ? null : value / 100}
      onChange={(yuan) => onChange?.(yuan === null ? undefined : Math.round(yuan * 100))}
      prefix="¥"
      precision={2}
      min={0}
      max={largestYuan}
      controls={false}
      placeholder={placeholder}
      style={{ width: '100%' }}
    />
  )
}
