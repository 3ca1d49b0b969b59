import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { isProblem } from '../platform/problem.ts'
import { useProblemWords } from '../ui/ProblemNotice.tsx'

/** Why it did not work, and what to do; never which of name and password was wrong. */
export function SignInProblem({ problem }: { problem: unknown }) {
  const { t } = useTranslation('identity')
  const words = useProblemWords()
  if (!problem) return null
  const { title, detail } = words(problem)
  const advice = isProblem(problem, 'LOCKED_OUT')
    ? t('signIn.lockedOut')
    : isProblem(problem, 'SIGN_IN_FAILED')
      ? t('signIn.failed')
      : undefined
  return <Alert type="error" showIcon role="alert" className="problem sign-in-problem" title={title} description={detail ?? advice} />
}
