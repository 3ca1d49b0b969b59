import { App, Button, Popover } from 'antd'
import { useProblemWords } from '../ui/index.ts'
import './pass-on.css'
import { PersonSelect } from './PersonSelect.tsx'

type Props = {
  /** Whoever may take it over. */
  permission: Parameters<typeof PersonSelect>[0]['permission']
  /** What the button says, and what the choice of people is called. */
  words: { button: string; to: string }
  onPass: (userId: string) => Promise<unknown>
}

/** 转交: gives what stands beside it to somebody else. */
export function PassOn({ permission, words: { button, to }, onPass }: Props) {
  const { message } = App.useApp()
  const words = useProblemWords()
  const pass = (userId: string | undefined) => userId && onPass(userId).catch((error: unknown) => message.error(words(error).title))
  return (
    <Popover
      trigger="click"
      content={
        <div className="pass-on">
          <PersonSelect permission={permission} label={to} onChange={(userId) => void pass(userId)} />
        </div>
      }
    >
      <Button size="small">{button}</Button>
    </Popover>
  )
}
