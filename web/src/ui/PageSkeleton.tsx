import { useTranslation } from 'react-i18next'

type Shape = 'table' | 'form' | 'detail'

const rows = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']

/** The page's own shape in grey while its data comes; appears only after a moment, so quick answers do not flicker. */
export function PageSkeleton({ shape = 'table' }: { shape?: Shape }) {
  const { t } = useTranslation('ui')
  return (
    <div className="page skeleton" role="status" aria-label={t('loading')}>
      <div className="bone bone-title" />
      {shape === 'table' && <TableBones />}
      {shape === 'form' && <FormBones />}
      {shape === 'detail' && (
        <div className="skeleton-columns">
          <FormBones />
          <TableBones />
          <FormBones />
        </div>
      )}
    </div>
  )
}

/** Grey rows alone, for a part of a page. */
export function TableBones({ count = 10 }: { count?: number }) {
  return (
    <div className="card bones">
      {rows.slice(0, count).map((row) => (
        <div key={row} className="bone bone-row" />
      ))}
    </div>
  )
}

function FormBones() {
  return (
    <div className="card bones">
      {rows.slice(0, 5).map((row) => (
        <div key={row} className="bones-field">
          <div className="bone bone-label" />
          <div className="bone bone-row" />
        </div>
      ))}
    </div>
  )
}
