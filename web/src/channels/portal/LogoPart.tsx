import { App, Button, Form, Upload } from 'antd'
import { useTranslation } from 'react-i18next'
import { useProblemWords } from '../../ui/index.ts'
import { usePortalActs } from './queries.ts'

/** 标志 */
export function LogoPart({ logo }: { logo: string | null }) {
  const { t } = useTranslation('channels')
  const { message } = App.useApp()
  const words = useProblemWords()
  const { setLogo, removeLogo } = usePortalActs()
  const onError = (error: Error) => void message.error(words(error).title)
  return (
    <div className="card outgoing-settings">
      <Form.Item label={t('portal.logo')} extra={t('portal.logoHint')} layout="vertical">
        {logo && <img src={logo} alt={t('portal.logo')} height={40} />}
        <div className="message-filters">
          <Upload
            showUploadList={false}
            accept="image/png,image/jpeg,image/webp"
            beforeUpload={(file) => {
              setLogo.mutate(file, { onError })
              return false
            }}
          >
            <Button loading={setLogo.isPending}>{t('portal.upload')}</Button>
          </Upload>
          {logo && (
            <Button loading={removeLogo.isPending} onClick={() => removeLogo.mutate(undefined, { onError })}>
              {t('portal.removeLogo')}
            </Button>
          )}
        </div>
      </Form.Item>
    </div>
  )
}
