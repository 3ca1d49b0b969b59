import type { CategoryPicture } from '@zhiwei/contract'
import type { ReactNode } from 'react'

// Own drawings on 64: soft areas carry class `soft`, the one thing that went wrong carries class `wrong-mark`.
const drawings: Record<CategoryPicture, ReactNode> = {
  product: (
    <>
      <rect className="soft" x="15" y="9" width="34" height="46" rx="4" />
      <rect x="15" y="9" width="34" height="46" rx="4" />
      <path d="M15 27h34M21 16v5M21 33v7" />
      <path className="wrong-mark" d="m38 31-5 7h6l-5 8" />
    </>
  ),
  service: (
    <>
      <path className="soft" d="M10 14h44v28H33L22 52V42H10z" />
      <path d="M10 14h44v28H33L22 52V42H10z" />
      <path d="M23 23v2M41 23v2" />
      <path className="wrong-mark" d="M23 35c4-5 14-5 18 0" />
    </>
  ),
  delivery: (
    <>
      <path className="soft" d="M6 17h31v27H6z" />
      <path d="M18 46h19V17H6v29h3M37 26h11l9 10v10h-4M46 46h-9" />
      <circle cx="13.5" cy="46.5" r="4.5" />
      <circle cx="49.5" cy="46.5" r="4.5" />
      <path className="wrong-mark" d="M21.5 24v8l5 3" />
    </>
  ),
  price: (
    <>
      <path className="soft" d="M15 8h34v48l-5.7-4-5.7 4-5.6-4-5.6 4-5.7-4-5.7 4z" />
      <path d="M15 8h34v48l-5.7-4-5.7 4-5.6-4-5.6 4-5.7-4-5.7 4z" />
      <path className="wrong-mark" d="m25 16 7 9 7-9M32 25v13M26 28h12M26 33h12" />
      <path d="M24 44h16" />
    </>
  ),
  repair: (
    <>
      <circle className="soft" cx="32" cy="32" r="21" />
      <path d="M11.5 30a21 21 0 0 1 36-13M52.5 34a21 21 0 0 1-36 13" />
      <path d="M48 8v10H38M16 56V46h10" />
      <path className="wrong-mark" d="m24 40 10-10m0 0a5.5 5.5 0 0 1 7-7l-3.5 3.5.5 3 3 .5L44.5 26.5" />
    </>
  ),
  promise: (
    <>
      <path className="soft" d="M9 25h13l21-13v38L22 37H9z" />
      <path d="M9 25h13l21-13v38L22 37H9zM22 25v12M14 37l3 15h8l-3-15" />
      <path className="wrong-mark" d="M50 24c3.5 4 3.5 10 0 14M55 18c7 8 7 18 0 26" />
    </>
  ),
  contract: (
    <>
      <path className="soft" d="M14 8h24l12 12v36H14z" />
      <path d="M14 8h24l12 12v36H14zM37 9v12h12" />
      <path d="M22 29h20M22 36h20" />
      <path className="wrong-mark" d="M22 47c4-6 6-6 6-1s4 3 6-1 3 2 8 0" />
    </>
  ),
  supply: (
    <>
      <path className="soft" d="M32 7c11 12 17 20 17 28a17 17 0 0 1-34 0c0-8 6-16 17-28z" />
      <path d="M32 7c11 12 17 20 17 28a17 17 0 0 1-34 0c0-8 6-16 17-28z" />
      <path className="wrong-mark" d="m35 25-7 10h8l-6 9" />
    </>
  ),
  security: (
    <>
      <path className="soft" d="m32 7 20 7v16c0 13-8 22-20 27C20 52 12 43 12 30V14z" />
      <path d="m32 7 20 7v16c0 13-8 22-20 27C20 52 12 43 12 30V14z" />
      <path className="wrong-mark" d="M32 20v14M32 41.5v1" />
    </>
  ),
  process: (
    <>
      <path className="soft" d="M17 8h30v8L35 31v2l12 15v8H17v-8l12-15v-2L17 16z" />
      <path d="M13 8h38M13 56h38M17 8v8l12 15v2L17 48v8M47 8v8L35 31v2l12 15v8" />
      <path className="wrong-mark" d="M25 52h14l-7-8z" />
    </>
  ),
  other: (
    <>
      <circle className="soft" cx="32" cy="32" r="23" />
      <circle cx="32" cy="32" r="23" />
      <path className="wrong-mark" d="M25.5 26a6.5 6.5 0 1 1 9.5 5.8c-2 1-3 2.2-3 4.7M32 43.5v.5" />
    </>
  ),
}

/** 分类图: what the complaint is about, drawn; the word beside it says it too. */
export const Picture = ({ of }: { of: CategoryPicture }) => (
  <svg className="picture" viewBox="0 0 64 64" aria-hidden="true" focusable="false">
    {drawings[of]}
  </svg>
)
