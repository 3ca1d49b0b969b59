import type { Import } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'

/** 导入状态: the word, with a dot that is full while something is to do. */
export function ImportStateTag({ state }: { state: Import['state'] }) {
  const { t } = useTranslation('intake')
  return <span className={`import-state import-state-${state}`}>{t(`imports.state.${state}`)}</span>
}
