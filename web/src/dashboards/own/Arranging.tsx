import type { MeasureDefinition, OwnCard } from '@zhiwei/contract'
import { mostCards } from '@zhiwei/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useWordsOf } from '../../measures/index.ts'
import { movedTo, withCard } from './arrange.ts'
import { CardForm } from './CardForm.tsx'
import { CardSlot } from './CardSlot.tsx'
import { OneCard, type Shown } from './OwnCards.tsx'

type Props = Shown & { onChange: (cards: OwnCard[]) => void }
/** `back`: the card that was removed, and its place. */
type Told = { words: string; back?: { card: OwnCard; at: number } }

/** 调整看板: cards are added, changed, moved by drag or by their buttons, and removed; the last removal can be taken back. */
export function Arranging({ board: { cards }, onChange, ...shown }: Props) {
  const { t } = useTranslation('dashboards')
  const say = useWordsOf()
  const [told, setTold] = useState<Told>()
  const [opened, setOpened] = useState<OwnCard | 'new'>()
  const nameOf = ({ title, measure }: OwnCard) => title ?? say(titleOf(shown.definitions, measure))
  const { length } = cards

  function move(card: OwnCard, to: number) {
    onChange(movedTo(cards, card.id, to))
    setTold({ words: t('own.moved', { name: nameOf(card), place: to + 1, of: length }) })
  }
  function remove(card: OwnCard) {
    onChange(cards.filter(({ id }) => id !== card.id))
    setTold({ words: t('own.removed', { name: nameOf(card) }), back: { card, at: cards.indexOf(card) } })
  }
  function takeBack({ card, at }: { card: OwnCard; at: number }) {
    onChange(cards.toSpliced(at, 0, card))
    setTold({ words: t('own.broughtBack') })
  }

  return (
    <>
      <p className="meta">{t('own.arrangeHint')}</p>
      <div role="status" className="own-told">
        {told && <span>{told.words}</span>}
        {told?.back && (
          <Button type="link" size="small" onClick={() => told.back && takeBack(told.back)}>
            {t('own.undo')}
          </Button>
        )}
      </div>
      <div className="dashboard-cards">
        {cards.map((card, at) => (
          <CardSlot
            key={card.id}
            card={card}
            name={nameOf(card)}
            isFirst={at === 0}
            isLast={at === length - 1}
            onMove={(by) => move(card, at + by)}
            onDropped={(id) => {
              const dropped = cards.find((one) => one.id === id)
              if (dropped) move(dropped, at)
            }}
            onWiden={() => onChange(withCard(cards, { ...card, wide: !card.wide }))}
            onChange={() => setOpened(card)}
            onRemove={() => remove(card)}
          >
            <OneCard card={card} {...shown} />
          </CardSlot>
        ))}
        <Button type="dashed" className="own-add" disabled={length >= mostCards} onClick={() => setOpened('new')}>
          {t(length >= mostCards ? 'own.full' : 'own.add', { most: mostCards })}
        </Button>
      </div>
      {opened && (
        <CardForm
          card={opened === 'new' ? undefined : opened}
          definitions={shown.definitions}
          onSubmit={(card) => onChange(withCard(cards, card))}
          onClose={() => setOpened(undefined)}
        />
      )}
    </>
  )
}

const titleOf = (definitions: readonly MeasureDefinition[], measure: string) =>
  definitions.find(({ name }) => name === measure)?.title ?? { zh: measure, en: measure }
