import type { CauseTreeDetail } from '@zhiwei/contract'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useCatalogueName } from '../classification/index.ts'
import { useSimilarCauses } from './queries.ts'

type Props = { tree: CauseTreeDetail; words: string; onTake: ((text: string, cause: string | null) => void) | undefined }

/** 相似的既往原因: what was found before, to be taken over with one click. */
export function SimilarPart({ tree, words, onTake }: Props) {
  const { t } = useTranslation('improvement')
  const causeName = useCatalogueName('causes')
  const similar = useSimilarCauses({
    q: words.slice(0, 300),
    except: tree.id,
    ...(tree.caseIds.length > 0 && { caseId: tree.caseIds.slice(0, 50) }),
  })
  const rows = similar.data?.rows ?? []
  return (
    <section className="card tree-part" aria-labelledby="tree-similar">
      <h2 id="tree-similar">{t('similar.title')}</h2>
      {similar.isError && <p className="meta">{t('similar.failed')}</p>}
      {rows.length === 0 && !similar.isError && <p className="meta">{t('similar.none')}</p>}
      <ul className="similar-causes">
        {rows.map(({ text, cause, from, tree: found, cases }) => (
          <li key={`${from} ${cause ?? ''} ${text}`}>
            <span>
              {text}
              {cause && causeName(cause) !== text && <span className="meta"> · {causeName(cause)}</span>}
              <br />
              <span className="meta">
                {found ? <Link to={`/cause-trees/${found.id}`}>{found.name}</Link> : t('similar.often', { count: cases ?? 0 })}
              </span>
            </span>
            {onTake && (
              <Button size="small" onClick={() => onTake(text, cause)}>
                {t('similar.take')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
