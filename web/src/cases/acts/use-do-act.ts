import { App } from 'antd'
import { useProblemWords } from '../../ui/index.ts'
import { useCaseOnPage } from '../case-context.ts'
import { type ActName, type FormName, formOf, forms } from './forms.ts'
import { useDoneWords } from './use-done-words.ts'
import { useSendAct } from './use-send-act.ts'

const isForm = (name: ActName): name is FormName => Object.hasOwn(forms, name)

/** Starts an act: the composer for what is written, a form where something must be said, else at once. */
export function useDoAct() {
  const { complaintCase, openAct, write } = useCaseOnPage()
  const { message } = App.useApp()
  const words = useProblemWords()
  const doneWords = useDoneWords()
  const send = useSendAct()

  function doAct(name: ActName, preset: Record<string, unknown> = {}) {
    if (!isForm(name)) return write(name)
    const form = formOf(name)
    if (form.fields.length > 0) return openAct(name, preset)
    send.mutate(
      { form, body: { version: complaintCase.version } },
      {
        onSuccess: (done) => void message.success(doneWords(name, done)),
        onError: (error) => {
          const { title, detail } = words(error)
          void message.error([title, detail].filter(Boolean).join(' '))
        },
      },
    )
  }
  return { doAct, isBusy: send.isPending }
}
