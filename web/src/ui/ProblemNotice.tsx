import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { isProblem } from '../platform/problem.ts'

/** What happened, what to do, a way to try again where that may help, and the request id to quote to support. */
export function ProblemNotice({ problem, onRetry }: { problem: unknown; onRetry?: () => unknown }) {
  const { t } = useTranslation('ui')
  const { title, detail } = useProblemWords()(problem)
  const requestId = isProblem(problem) ? problem.requestId : undefined
  const isAbsent = isProblem(problem) && problem.status === 404
  const inputErrors = isProblem(problem) ? problem.errors : []
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      className="problem"
      title={title}
      description={
        <>
          {detail && <div>{detail}</div>}
          {inputErrors.length > 0 && (
            <ul>
              {inputErrors.map(({ pointer, detail }) => (
                <li key={pointer + detail}>{detail}</li>
              ))}
            </ul>
          )}
          {requestId && (
            <div className="meta">
              {t('problem.requestId')} <code>{requestId}</code>
            </div>
          )}
        </>
      }
      action={onRetry && !isAbsent && <Button onClick={() => void onRetry()}>{t('problem.retry')}</Button>}
    />
  )
}

/** Words for a caught error, e.g. for `message.error(words(error).title)`. What never reached the server has words of its own. */
export function useProblemWords() {
  const { t, i18n } = useTranslation('ui')
  return (problem: unknown): { title: string; detail: string | undefined } => {
    if (!isProblem(problem)) return { title: t('problem.unexpected.title'), detail: t('problem.unexpected.detail') }
    const own = `problem.${problem.code}`
    if (problem.title === '' && i18n.exists(`ui:${own}`)) return { title: t(`${own}.title`), detail: t(`${own}.detail`) }
    return { title: problem.title || t('problem.unexpected.title'), detail: problem.detail }
  }
}
