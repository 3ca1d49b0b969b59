import { DownOutlined } from '@ant-design/icons'
import { App, Dropdown, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useMay, useRemoveDemo, useSession, useSwitchTenant } from '../../platform/session.ts'
import { useProblemWords } from '../ProblemNotice.tsx'

const demoCode = 'demo'
const removeDemo = ':removeDemo'

/** The company one works for; a menu for people who belong to several. */
export function TenantName() {
  const { t } = useTranslation('ui')
  const { tenant, tenants } = useSession()
  const choose = useTenantChoice()
  const askToRemoveDemo = useDemoRemoval()
  const mayRemoveDemo = useMay('settings:manage') && !tenant.demo && tenants.some(({ code }) => code === demoCode)
  const name = (
    <>
      <span className="tenant-words">{tenant.name}</span>
      {tenant.demo && <Tag>{t('top.demo')}</Tag>}
    </>
  )
  if (tenants.length < 2) return <div className="tenant">{name}</div>
  const items = [
    ...tenants.map(({ code, name }) => ({ key: code, label: name })),
    ...(mayRemoveDemo ? [{ type: 'divider' as const }, { key: removeDemo, label: t('top.removeDemo.act'), danger: true }] : []),
  ]
  const act = (key: string) => (key === removeDemo ? askToRemoveDemo() : choose(key))
  return (
    <Dropdown trigger={['click']} menu={{ items, selectable: true, selectedKeys: [tenant.code], onClick: ({ key }) => act(key) }}>
      <button type="button" className="tenant" title={t('top.tenant')}>
        {name}
        <DownOutlined />
      </button>
    </Dropdown>
  )
}

/** Switches and goes to the workbench, for an address of one company means nothing in another. */
function useTenantChoice() {
  const { tenant } = useSession()
  const { message } = App.useApp()
  const words = useProblemWords()
  const navigate = useNavigate()
  const { mutate } = useSwitchTenant()
  return (code: string) => {
    if (code === tenant.code) return
    mutate(code, { onSuccess: () => void navigate('/'), onError: (error) => void message.error(words(error).title) })
  }
}

/** 移除演示数据: tells what will be gone before it is. */
function useDemoRemoval() {
  const { t } = useTranslation('ui')
  const { modal, message } = App.useApp()
  const words = useProblemWords()
  const removal = useRemoveDemo()
  return () =>
    void modal.confirm({
      title: t('top.removeDemo.title'),
      content: t('top.removeDemo.content'),
      okText: t('top.removeDemo.act'),
      okButtonProps: { danger: true },
      onOk: () =>
        removal.mutateAsync().then(
          () => void message.success(t('top.removeDemo.done')),
          (error) => void message.error(words(error).title),
        ),
    })
}
