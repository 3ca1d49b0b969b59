/** What numbers and addresses of persons look like (个人信息): masking and the signal share these. */

// Linear-time patterns; digits may be full width and parted by single spaces, hyphens or dashes. Source: GB 11643 (ID), GB/T 35273 §11 (masking).
const separator = '[ \\-‐‑‒–—―－]'
const separated = `${separator}?`
const digit = '[0-9０-９]'
const alone = `(?<!${digit})`
const ended = `(?!${digit})`
export const idCard = new RegExp(`${alone}(?:${digit}${separated}){17}[0-9０-９xXｘＸ]${ended}`, 'gu')
// ID numbers of before 1999 have 15 digits: a region, then a date of birth yymmdd; an order number seldom looks so.
export const oldIdCard = new RegExp(
  `${alone}[1-8１-８]${digit}{7}(?:[0０][1-9１-９]|[1１][0-2０-２])(?:[0０][1-9１-９]|[1-2１-２]${digit}|[3３][01０１])${digit}{3}${ended}`,
  'gu',
)
export const bankCard = new RegExp(`${alone}[3-6３-６](?:${separated}${digit}){15,18}${ended}`, 'gu')
export const mobile = new RegExp(`${alone}(?:\\+?86${separated})?[1１][3-9３-９](?:${separated}${digit}){9}${ended}`, 'gu')
// A dot only where phones have it: 192.168.100.23 is none.
export const dottedMobile = new RegExp(`${alone}[1１][3-9３-９]${digit}[.．·]${digit}{4}[.．·]${digit}{4}${ended}`, 'gu')
// With a separator or brackets any area code (3–4 digits); without one only where the whole has the length and the start of a landline.
export const landline = new RegExp(`${alone}([(（]?)([0０]${digit}{2,3})([)）] ?|[.．]|${separator})(${digit}{7,8})${ended}`, 'gu')
export const plainLandline = new RegExp(`${alone}([0０](?:[1１][0０]|[2２]${digit}|[3-9３-９]${digit}{2}))(${digit}{7,8})${ended}`, 'gu')
export const email = /[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}[@＠][A-Za-z0-9-]{1,63}(?:[.．][A-Za-z0-9-]{1,63}){1,4}/gu

// Bounded repeats only: linear in the text.
export const foreignPhone =
  /(?<![\w.,-])(?![48]00-)(?:\+[1-9]\d{0,2}[ -]?\(?\d{2,4}\)?(?:[ -]?\d{2,4}){2,3}|\(\d{3}\) ?\d{3}[- ]\d{4}|\d{3}-\d{3}-\d{4}|07\d{3} ?\d{3} ?\d{3}|07\d{3} \d{6})(?![\w-])/gu
export const passport =
  /(?:(?:护照|passport)(?:号码|号|是|为|:|：| |no\.?|number){0,3}[A-Z]{1,2}|(?:通行证|回乡证|台胞证|居住证|军官证)(?:号码|号|是|为|:|：| ){0,3}[A-Z]?)\d{7,8}(?!\d)/giu
export const socialSecurity =
  /(?:ssn|social security|national insurance)(?: number| no\.?| is|:|：| ){0,4}(?:\d{3}-?\d{2}-?\d{4}|[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D])(?!\w)/giu
export const spelledEmail =
  /(?<!\w)[a-z0-9][\w.+-]{1,40}(?: ?[([]at[)\]] ?| at )[a-z0-9-]{2,40}(?: ?[([]dot[)\]] ?| dot )[a-z]{2,8}(?!\w)/giu
export const spokenLandline =
  /(?:固话|座机|电话|号码|打)(?:号码|号|是|为|:|：| ){0,3}[〇零一二三四五六七八九幺]{7,8}(?![〇零一二三四五六七八九幺0-9])/gu
export const doorNumber = /(?:住|家在|地址|我家|送到|收货)(?:址|是|在|:|：| ){0,2}\d{1,3}-\d{1,2}-\d{3,4}(?![-\d])/gu
export const chatAccount =
  /(?<![a-z0-9])(?:微信号?|微信id|v信|威信号?|薇信号?|微号|加我?(?:微|薇|威|v|q)|wx号?|wechat|weixin|vx|v❤|QQ号?|扣扣号?|企鹅号?|抖音号|快手号|小红书号|支付宝账?号?|旺旺号?|telegram|whatsapp|line id|skype)(?:号码|账号|号|id|是|为|:|：| ){0,3}(?:[a-z][a-z0-9_-]{5,19}|\d{5,12})(?![a-z0-9])/giu
/** 一三九…: a mobile number in Chinese digits. */
export const spokenMobile =
  /(?<![〇零一二三四五六七八九幺])[一幺][三四五六七八九](?:[ ，,.·-]?[〇零一二三四五六七八九幺]){9}(?![〇零一二三四五六七八九幺])/gu
export const plate = /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·. ]?[A-Z0-9]{5,6}(?![A-Za-z0-9])/gu
const number = '[0-9０-９〇零一二三四五六七八九十百]'
/** From the number of the house down to the flat; road and district before it stay. */
export const flat = new RegExp(
  `(?:${number}{1,5}(?:号院|号楼|号|弄|栋|幢|座)[ ，,]?)?${number}{1,4}(?:号楼|栋|幢|座|号|弄|楼|单元)[ ，,]?(?:${number}{1,3}单元[ ，,]?)?(?:${number}{1,3}[楼层][ ，,]?)?${number}{2,5}(?:室|房|号房|号室|(?![0-9０-９年月日元块万千点:：.号个]))`,
  'gu',
)
/** The number of a street behind a word for home. */
export const houseNumber = new RegExp(
  `(?<=(?:住|家在|我家|地址|收货|收件|寄到|寄至|寄往|送到|上门|门牌)[^，。；！？,;!?\\n]{0,30}[路街道巷弄村庄园苑府城])${number}{1,5}(?:号院|号|弄)(?![线车])`,
  'gu',
)
export const englishHouse =
  /(?<![\w$£.])\d{1,5} (?:[A-Z][a-z]{1,20} ){1,3}(?:Road|Street|Avenue|Lane|Close|Drive|Way|Court|Crescent|Place|Boulevard|Terrace|Gardens|Rd|St|Ave|Blvd|Ln)(?![a-z])/gu

/** 专属链接: the last part of an address that opens somebody's own case to whoever has it, or ends what they are sent. */
export const privateLink = /(\/p\/[\w%.-]{1,64}\/[cu]\/)[\w-]{8,}/g
