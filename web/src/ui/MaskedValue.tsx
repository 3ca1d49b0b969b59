import { EyeInvisibleOutlined, EyeOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ReasonModal } from './ReasonModal.tsx'

type Props = {
  /** As the server masked it: `139****1234`. */
  masked: string
  /** What it is, for the title: `手机号`. */
  label: string
  /** Asks the server, which logs the reason; leave out for people who may not see it. */
  reveal?: (reason: string) => Promise<string | null>
}

/** A masked personal value with an eye that asks why before it shows. */
export function MaskedValue({ masked, label, reveal }: Props) {
  const { t } = useTranslation('ui')
  const [isAsking, setAsking] = useState(false)
  const [shown, setShown] = useState<string | null>(null)
  const eye = shown === null ? t('masked.show', { label }) : t('masked.hide', { label })
  return (
    <span className="masked">
      <span className="figures">{shown ?? masked}</span>
      {reveal && (
        <Button
          type="text"
          size="small"
          aria-label={eye}
          title={eye}
          icon={shown === null ? <EyeOutlined /> : <EyeInvisibleOutlined />}
          onClick={() => (shown === null ? setAsking(true) : setShown(null))}
        />
      )}
      {reveal && (
        <ReasonModal
          open={isAsking}
          title={t('masked.show', { label })}
          consequence={t('masked.logged')}
          okText={t('masked.ok')}
          onConfirm={async (reason) => setShown(await reveal(reason))}
          onClose={() => setAsking(false)}
        />
      )}
    </span>
  )
}
