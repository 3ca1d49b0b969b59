import type { CallEvent, CallEventKind, CallSettings } from '@zhiwei/contract'
import { App, AutoComplete, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { colon, comma } from '../platform/punctuation.ts'
import { useProblemWords } from '../ui/index.ts'
import { useCallActs } from './queries.ts'

type Values = { number: string; extension?: string; choice?: string }
const steps: CallEventKind[] = ['ringing', 'answered', 'held', 'transferred', 'recordingReady', 'transcriptReady', 'ended']

const newCallId = () => `sim-${crypto.randomUUID()}`

/** 来电模拟: tells the server what a telephone system would, through the same door. */
export function Simulator({ extensions }: Pick<CallSettings, 'extensions'>) {
  const { t } = useTranslation('calls')
  const { message } = App.useApp()
  const words = useProblemWords()
  const { tell } = useCallActs()
  const [form] = Form.useForm<Values>()
  const [callId, setCallId] = useState(newCallId)
  const [told, setTold] = useState<string[]>([])

  async function say(event: CallEventKind) {
    const { number, extension, choice } = await form.validateFields()
    const more: Partial<CallEvent> = {
      ...(extension && event !== 'ended' && { extension }),
      ...(choice && event === 'ringing' && { choice }),
      ...(event === 'recordingReady' && { recordingUrl: `https://recordings.example.com/${callId}.mp3` }),
      ...(event === 'transcriptReady' && {
        turns: [
          { by: 'staff', text: t('simulator.staffSays') },
          { by: 'customer', text: t('simulator.customerSays') },
        ],
      }),
    }
    tell.mutate(
      { event, callId, number, at: new Date().toISOString(), ...more },
      {
        onSuccess: ({ state, ring }) => {
          const rings = ring.length > 0 ? ` → ${ring.join(comma())}` : ''
          setTold((before) => [...before, `${t(`event.${event}`)}${colon()}${t(`state.${state}`)}${rings}`])
        },
        onError: (error) => void message.error(words(error).title),
      },
    )
  }

  function hangUp() {
    setCallId(newCallId())
    setTold([])
  }

  return (
    <section className="card call-part">
      <h2>{t('simulator.title')}</h2>
      <p className="meta">{t('simulator.detail')}</p>
      <Form form={form} name="simulator" layout="inline" className="call-inline" initialValues={{ number: '13912341234' }}>
        <Form.Item name="number" label={t('number')}>
          <Input maxLength={40} autoComplete="off" />
        </Form.Item>
        <Form.Item name="extension" label={t('extension.number')}>
          <AutoComplete
            className="call-extension"
            options={extensions.map(({ extension, user }) => ({ value: extension, label: `${extension} · ${user.name}` }))}
          />
        </Form.Item>
        <Form.Item name="choice" label={t('simulator.choice')}>
          <Input maxLength={60} autoComplete="off" placeholder="complaint" />
        </Form.Item>
      </Form>
      <div className="call-steps">
        {steps.map((event) => (
          <Button key={event} type={event === 'ringing' ? 'primary' : 'default'} onClick={() => void say(event)}>
            {t(`event.${event}`)}
          </Button>
        ))}
        <Button type="text" onClick={hangUp}>
          {t('simulator.next')}
        </Button>
      </div>
      {told.length > 0 && (
        <ol className="call-told" aria-label={t('simulator.told')}>
          {told.map((line, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines are only added
            <li key={at}>{line}</li>
          ))}
        </ol>
      )}
    </section>
  )
}
