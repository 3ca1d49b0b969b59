import { useSearchParams } from 'react-router'

/** Of the rows behind a topic those of one region or product, where the address names it. */
export function usePart() {
  const [params, setParams] = useSearchParams()
  const [region, product] = [params.get('region'), params.get('product')]
  return {
    only: [region, product].filter(Boolean).join(' · '),
    isOfPart: (row: { region: string | null; product: string | null }) =>
      (!region || row.region === region) && (!product || row.product === product),
    clear: () => setParams({}, { preventScrollReset: true }),
  }
}
