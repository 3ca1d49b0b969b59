import type { Permission } from '@zhiwei/contract'
import { Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSession } from '../platform/index.ts'
import { permissionAreas, wordOf } from './roles/permission-areas.ts'

type Props = { value?: Permission[]; onChange?: (chosen: Permission[]) => void; id?: string }

/** Chooses permissions by area. Nobody gives what they lack themselves; taking away is free. */
export function PermissionPicker({ value = [], onChange, id }: Props) {
  const { t } = useTranslation('identity')
  const own = useSession().permissions
  const mayTick = (permission: Permission) => own.includes(permission) || value.includes(permission)
  const toggle = (some: Permission[], isOn: boolean) =>
    onChange?.(isOn ? [...new Set([...value, ...some])] : value.filter((permission) => !some.includes(permission)))

  return (
    <div className="permission-picker" id={id}>
      {permissionAreas.map(({ name, permissions }) => {
        const possible = permissions.filter(mayTick)
        const chosen = possible.filter((permission) => value.includes(permission))
        const isAll = chosen.length > 0 && chosen.length === possible.length
        return (
          <fieldset key={name}>
            <legend>
              <Checkbox
                checked={isAll}
                indeterminate={chosen.length > 0 && !isAll}
                disabled={possible.length === 0}
                onChange={() => toggle(possible, !isAll)}
              >
                {t(`roles.area.${name}`)}
              </Checkbox>
            </legend>
            <div>
              {permissions.map((permission) => (
                <Checkbox
                  key={permission}
                  checked={value.includes(permission)}
                  disabled={!mayTick(permission)}
                  title={mayTick(permission) ? undefined : t('roles.notYours')}
                  onChange={({ target }) => toggle([permission], target.checked)}
                >
                  {t(wordOf(permission))}
                </Checkbox>
              ))}
            </div>
          </fieldset>
        )
      })}
    </div>
  )
}
