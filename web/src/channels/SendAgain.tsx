import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useProblemWords } from '../ui/index.ts'
import { useSendAgain } from './queries.ts'

/** 重发 */
export function SendAgain({ id }: { id: string }) {
  const { t } = useTranslation('channels')
  const { message } = App.useApp()
  const words = useProblemWords()
  const again = useSendAgain()
  return (
    <Button
      type="text"
      size="small"
      loading={again.isPending}
      onClick={() =>
        again.mutate(id, {
          onSuccess: () => void message.success(t('log.sentAgain')),
          onError: (error) => void message.error(words(error).title),
        })
      }
    >
      {t('log.again')}
    </Button>
  )
}
