import { usePortal } from './portal-context.ts'
import { whenText } from './times.ts'

/** Instants in the customer's language and the company's zone, as the company's own sentences say them. */
export function useWhen() {
  const { language, settings } = usePortal()
  return (at: string) => whenText(at, new Date(), language, settings.zone)
}
