import { Button, type ButtonProps } from 'antd'
import { useHref, useLinkClickHandler } from 'react-router'

/** A link to a page of the app that looks like a button; opens in a new tab as links do. */
export function LinkButton({ to, ...button }: { to: string } & Omit<ButtonProps, 'href' | 'onClick'>) {
  const go = useLinkClickHandler<HTMLAnchorElement>(to)
  return <Button {...button} href={useHref(to)} onClick={(event) => go(event as React.MouseEvent<HTMLAnchorElement>)} />
}
