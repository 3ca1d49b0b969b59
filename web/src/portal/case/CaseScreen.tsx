import type { PortalCase } from '@zhiwei/contract'
import { addressOf, go } from '../address.ts'
import { calls } from '../calls.ts'
import { Button } from '../parts/Button.tsx'
import { CopyButton } from '../parts/CopyButton.tsx'
import { Problem } from '../parts/Problem.tsx'
import { Screen } from '../parts/Screen.tsx'
import { usePortal } from '../portal-context.ts'
import { Confirmation } from './Confirmation.tsx'
import { Conversation } from './Conversation.tsx'
import { FurtherActs } from './FurtherActs.tsx'
import { Progress } from './Progress.tsx'
import { Rating } from './Rating.tsx'
import type { CaseState } from './use-case.ts'

export type ActProps = { found: PortalCase; show: (found: PortalCase) => void }

/** 进度: where it stands, who has it, until when; the answer to be confirmed; what was said; what one can do. */
export function CaseScreen({ found, show, problem, load, leave }: CaseState & { found: PortalCase }) {
  const { tenant, t, say } = usePortal()
  const props = { found, show }
  return (
    <Screen
      title={found.subject}
      before={
        <div className="case-number">
          <span className="figures">{found.number}</span>
          <CopyButton text={found.number} words={t('case.copy')} said={t('sent.copied')} />
        </div>
      }
    >
      {problem !== undefined && <Problem problem={problem} onRetry={load} />}
      <Progress {...props} />
      <Confirmation {...props} />
      <Rating {...props} />
      <Conversation {...props} onFilesSent={load} />
      <FurtherActs {...props} />
      <div className="leave">
        <Button
          look="quiet"
          onClick={() => {
            void calls.endSession().catch(() => undefined)
            leave()
            say(t('case.left'))
            go(addressOf({ tenant, page: 'case' }), { replace: true })
          }}
        >
          {t('case.leave')}
        </Button>
        <p className="meta">{t('case.leaveDetail')}</p>
      </div>
    </Screen>
  )
}
