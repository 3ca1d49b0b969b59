import { EllipsisOutlined } from '@ant-design/icons'
import type { User } from '@zhiwei/contract'
import { App, Button, Dropdown } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../platform/index.ts'
import { useProblemWords } from '../../ui/index.ts'
import { type UserAct, useChangeUser } from './queries.ts'
import { SetPasswordModal } from './UserModals.tsx'

type Act = 'password' | 'unlock' | 'dropSecondFactor' | 'deactivate' | 'activate'

const changes: Record<Exclude<Act, 'password'>, UserAct> = {
  unlock: { unlock: true },
  dropSecondFactor: { dropSecondFactor: true },
  deactivate: { active: false },
  activate: { active: true },
}

/** What may be done to the account. One's own password and second factor change under 我的账号安全. */
export function UserActs({ user }: { user: User }) {
  const { t } = useTranslation('identity')
  const { modal, message } = App.useApp()
  const words = useProblemWords()
  const isSelf = useSession().user.id === user.id
  const change = useChangeUser(user)
  const [isSettingPassword, setSettingPassword] = useState(false)

  const acts: Act[] = [
    ...(isSelf ? [] : ['password' as const]),
    ...(user.lockedUntil ? ['unlock' as const] : []),
    ...(user.secondFactor && !isSelf ? ['dropSecondFactor' as const] : []),
    ...(isSelf ? [] : [user.active ? ('deactivate' as const) : ('activate' as const)]),
  ]
  if (acts.length === 0) return null

  function run(act: Act) {
    if (act === 'password') return setSettingPassword(true)
    const save = () =>
      change.mutateAsync(changes[act]).then(
        () => void message.success(t(`users.done.${act}`, { name: user.name })),
        (error: unknown) => void message.error(words(error).detail ?? words(error).title),
      )
    if (act === 'unlock' || act === 'activate') return void save()
    void modal.confirm({
      title: t(`users.act.${act}`),
      content: t(`users.consequence.${act}`, { name: user.name }),
      okText: t(`users.act.${act}`),
      okButtonProps: { danger: true },
      onOk: save,
    })
  }

  return (
    <>
      <Dropdown
        trigger={['click']}
        placement="bottomRight"
        menu={{
          items: acts.map((act) => ({ key: act, label: t(`users.act.${act}`), danger: act === 'deactivate' })),
          onClick: ({ key }) => run(key as Act),
        }}
      >
        <Button type="text" size="small" icon={<EllipsisOutlined />} aria-label={t('users.more', { name: user.name })} />
      </Dropdown>
      {isSettingPassword && <SetPasswordModal user={user} onClose={() => setSettingPassword(false)} />}
    </>
  )
}
