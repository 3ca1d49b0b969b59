import { Button } from '../parts/Button.tsx'
import { wordsOfProblem } from '../parts/Problem.tsx'
import type { Speak } from '../words.ts'

// Before the company is known: these stand without its frame.

export const Waiting = ({ t }: { t: Speak }) => (
  <main className="screen" aria-busy="true" aria-label={t('frame.waiting')}>
    <Bones />
  </main>
)

/** In the shape of what comes. */
export const Bones = () => (
  <div className="waiting">
    <div className="bone short" />
    <div className="bone" />
    <div className="bone tall" />
    <div className="bone tall" />
  </div>
)

export const NoSuchCompany = ({ t }: { t: Speak }) => (
  <main className="screen">
    <h1>{t('frame.nowhere.title')}</h1>
    <p className="lead">{t('frame.nowhere.detail')}</p>
  </main>
)

export function StartFailed({ t, problem, onRetry }: { t: Speak; problem: unknown; onRetry: () => void }) {
  const { title, detail, requestId } = wordsOfProblem(problem, t)
  return (
    <main className="screen">
      <h1>{title}</h1>
      <p className="lead">{detail}</p>
      {requestId && (
        <p className="meta">
          {t('problem.requestId')} <code>{requestId}</code>
        </p>
      )}
      <div className="acts">
        <Button look="main" onClick={onRetry}>
          {t('problem.retry')}
        </Button>
      </div>
    </main>
  )
}
