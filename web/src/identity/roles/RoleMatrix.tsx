import { CheckOutlined, LockOutlined } from '@ant-design/icons'
import type { Role } from '@zhiwei/contract'
import { Button } from 'antd'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { moneyText, numberText, useShippedName } from '../../platform/index.ts'
import { Sideways } from '../../ui/index.ts'
import { permissionAreas, wordOf } from './permission-areas.ts'

/** The role nobody may change, so that somebody always can do everything. */
export const isLocked = (role: Role) => role.code === 'administrator'

type Props = { roles: Role[]; onEdit: ((role: Role) => void) | undefined }

/** 权限表: permissions down, roles across. */
export function RoleMatrix({ roles, onEdit }: Props) {
  const { t } = useTranslation('identity')
  return (
    <Sideways className="card role-matrix" label={t('ui:settings.roles')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('roles.permission')}</th>
            {roles.map((role) => (
              <th key={role.id} scope="col">
                <RoleHead role={role} onEdit={onEdit} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t('roles.remedyLimit')}</th>
            {roles.map((role) => (
              <td key={role.id} className="figures">
                {role.remedyLimitFen > 0 ? moneyText(role.remedyLimitFen).replace('.00', '') : '–'}
              </td>
            ))}
          </tr>
          {permissionAreas.map(({ name, permissions }) => (
            <Fragment key={name}>
              <tr className="role-area">
                <th scope="rowgroup" colSpan={roles.length + 1}>
                  {t(`roles.area.${name}`)}
                </th>
              </tr>
              {permissions.map((permission) => (
                <tr key={permission}>
                  <th scope="row">{t(wordOf(permission))}</th>
                  {roles.map((role) => (
                    <td key={role.id}>
                      {role.permissions.includes(permission) && <CheckOutlined aria-label={t('roles.may')} className="role-may" />}
                    </td>
                  ))}
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </Sideways>
  )
}

function RoleHead({ role, onEdit }: { role: Role } & Pick<Props, 'onEdit'>) {
  const { t } = useTranslation('identity')
  const named = useShippedName()
  return (
    <>
      <span className="role-name">{named(role.name)}</span>
      <span className="meta">{t('roles.holders', { count: role.userCount, shown: numberText(role.userCount) })}</span>
      <span className="meta">{role.shipped ? t('roles.shipped') : t('roles.own')}</span>
      {onEdit &&
        (isLocked(role) ? (
          <span className="meta" title={t('roles.lockedHint')}>
            <LockOutlined /> {t('roles.locked')}
          </span>
        ) : (
          <Button type="link" size="small" onClick={() => onEdit(role)}>
            {t('edit')}
          </Button>
        ))}
    </>
  )
}
