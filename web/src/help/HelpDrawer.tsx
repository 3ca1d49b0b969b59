import { useQuery } from '@tanstack/react-query'
import { Button, Drawer } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'react-router'
import { usePreferences } from '../platform/preferences.ts'
import { useSession } from '../platform/session.ts'
import { helpSection, openDialog } from '../ui/frame/dialog-state.ts'
import { KeyHint } from '../ui/KeyHint.tsx'
import { TableBones } from '../ui/PageSkeleton.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { Guide } from './Guide.tsx'
import { anchorOf, type Section, sectionOf, topicOf, topics } from './sections.ts'
import { guideText } from './texts.ts'
import './help.css'

/** 帮助: what the guide says of the page one is on, beside it; the other guides are a click away. */
export default function HelpDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('ui')
  const { pathname, search } = useLocation()
  const { permissions } = useSession()
  const own = sectionOf(pathname + search) ?? 'start#first'
  const [shown, setShown] = useState<Section>(() => helpSection() ?? own)
  const [known, setKnown] = useState(own)
  if (known !== own) {
    setKnown(own)
    setShown(own)
  }
  const topic = topicOf(shown)
  return (
    <Drawer
      open
      title={t('help.title')}
      size={480}
      mask={false}
      onClose={onClose}
      footer={
        <div className="help-foot">
          <Button type="text" onClick={() => openDialog('keys')}>
            {t('top.keys')} <KeyHint keys="?" />
          </Button>
          {permissions.includes('settings:manage') && (
            <Link to="/start" onClick={onClose}>
              {t('help.start')}
            </Link>
          )}
        </div>
      }
    >
      <nav className="help-topics" aria-label={t('help.topics')}>
        {topics.map((name) => (
          <button key={name} type="button" aria-current={name === topic || undefined} onClick={() => setShown(`${name}#`)}>
            {t(`help.topic.${name}`)}
          </button>
        ))}
      </nav>
      <Text key={topic} section={shown} onTopic={(section) => setShown(section as Section)} />
    </Drawer>
  )
}

function Text({ section, onTopic }: { section: Section; onTopic: (section: string) => void }) {
  const { language } = usePreferences()
  const topic = topicOf(section)
  const place = useRef<HTMLDivElement>(null)
  const text = useQuery({
    queryKey: ['help', language, topic],
    queryFn: () => guideText(topic, language),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const anchor = anchorOf(section)
  useEffect(() => {
    if (text.data && anchor) place.current?.querySelector(`#guide-${anchor}`)?.scrollIntoView({ block: 'start' })
  }, [text.data, anchor])
  if (text.isPending) return <TableBones count={6} />
  if (text.isError) return <ProblemNotice problem={text.error} onRetry={text.refetch} />
  return (
    <div ref={place}>
      <Guide markdown={text.data} onTopic={onTopic} />
    </div>
  )
}
