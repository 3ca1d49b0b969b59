import { Input } from 'antd'
import type { TextAreaProps, TextAreaRef } from 'antd/es/input/TextArea'
import type { CSSProperties, Ref } from 'react'

type Props = Omit<TextAreaProps, 'autoSize' | 'rows' | 'style'> & { minRows: number; maxRows: number; ref?: Ref<TextAreaRef> }

/**
 * A field for long text that grows with what is written, between two numbers of lines.
 * Ant Design's own `autoSize` measures with a style attribute, which the content security policy refuses; where a browser lacks
 * `field-sizing` the field keeps its least height and can be pulled larger.
 */
export function GrowingText({ minRows, maxRows, className = '', ...props }: Props) {
  const heights = { '--min-rows': minRows, '--max-rows': maxRows } as CSSProperties
  return <Input.TextArea {...props} rows={minRows} className={`growing ${className}`} style={heights} />
}
