import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { ratioText } from '../platform/index.ts'
import type { PictureOnItsWay, useSendPictures } from './use-send-pictures.ts'

type Props = { pictures: PictureOnItsWay[] } & Pick<ReturnType<typeof useSendPictures>, 'send' | 'leave'>

/** How far each picture is; one that did not arrive says why and can be sent again. */
export function PicturesOnTheirWay({ pictures, send, leave }: Props) {
  const { t } = useTranslation('chats')
  return (
    <ul className="plain chats-pictures" aria-live="polite">
      {pictures.map((picture) => (
        <li key={picture.clientId}>
          <span className="chats-picture-name">{picture.file.name}</span>
          {picture.problem === null ? (
            <span className="meta">{t('picture.sending', { ratio: ratioText(picture.ratio, 0) })}</span>
          ) : (
            <>
              <span className="chats-urgent">{picture.problem}</span>
              <Button size="small" onClick={() => void send(picture)}>
                {t('picture.again')}
              </Button>
              <Button size="small" type="text" onClick={() => leave(picture.clientId)}>
                {t('picture.leave')}
              </Button>
            </>
          )}
        </li>
      ))}
    </ul>
  )
}
