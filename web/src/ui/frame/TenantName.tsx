import { DownOutlined } from '@ant-design/icons'
import { App, Dropdown, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useSession, useSwitchTenant } from '../../platform/session.ts'
import { useProblemWords } from '../ProblemNotice.tsx'

/** The company one works for; a menu for people who belong to several. */
export function TenantName() {
  const { t } = useTranslation('ui')
  const { tenant, tenants } = useSession()
  const choose = useTenantChoice()
  const name = (
    <>
      <span className="tenant-words">{tenant.name}</span>
      {tenant.demo && <Tag>{t('top.demo')}</Tag>}
    </>
  )
  if (tenants.length < 2) return <div className="tenant">{name}</div>
  const items = tenants.map(({ code, name }) => ({ key: code, label: name }))
  return (
    <Dropdown trigger={['click']} menu={{ items, selectable: true, selectedKeys: [tenant.code], onClick: ({ key }) => choose(key) }}>
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
