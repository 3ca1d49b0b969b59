import { useFormat } from '../platform/use-format.ts'

/** `11-21 14:05` in the tenant's zone; hovering tells all of it. */
export function Instant({ at }: { at: string }) {
  const format = useFormat()
  return (
    <time className="figures" dateTime={at} title={format.fullInstant(at)}>
      {format.instant(at)}
    </time>
  )
}
