import { useTranslation } from 'react-i18next'
import { SavedViews } from '../../saved-views/index.ts'

/** Views every team needs; the names stand under `list.view`. */
const shipped = {
  open: 'open=true',
  mine: 'handlerId=me&open=true&sort=dueAt',
  toAccept: 'status=registered',
  overdue: 'open=true&overdue=true&sort=dueAt',
  all: '',
}

type Props = { query: string; columns: readonly string[]; onColumns: (columns: string[]) => void }

/** Filter, order and columns of the case list under a name. */
export function CaseViews(props: Props) {
  const { t } = useTranslation('cases')
  const views = Object.entries(shipped).map(([name, query]) => ({ query, name: t(`list.view.${name}`) }))
  return <SavedViews page="/cases" shipped={views} {...props} />
}
