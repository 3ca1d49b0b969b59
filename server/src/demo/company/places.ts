import type { Weighted } from '../random.ts'
import type { Region } from './company.ts'

export const regionWeights: Weighted<Region> = [
  [38, '华东'],
  [25, '华南'],
  [22, '华北'],
  [15, '西南'],
]

export const cities: Record<Region, readonly string[]> = {
  华东: ['上海', '杭州', '南京', '苏州', '宁波', '合肥', '无锡', '济南'],
  华南: ['广州', '深圳', '佛山', '东莞', '南宁', '厦门'],
  华北: ['北京', '天津', '石家庄', '太原', '唐山', '呼和浩特'],
  西南: ['成都', '重庆', '昆明', '贵阳', '绵阳'],
}

/** Invented names of estates. */
export const estates = [
  '翠湖花园',
  '锦绣家园',
  '东方雅苑',
  '金桂小区',
  '阳光水岸',
  '紫荆府',
  '和润里',
  '南山壹号院',
  '银杏公馆',
  '枫林绿洲',
  '滨江华庭',
  '悦湖名邸',
  '青枫里',
  '云顶花城',
  '学府佳苑',
  '丽景湾',
] as const

export const authorities = {
  hotline12315: '全国12315平台',
  hotline12345: (city: string) => `${city}12345政务服务便民热线`,
  bureau: (city: string) => `${city}市场监督管理局`,
  council: (city: string) => `${city}消费者权益保护委员会`,
}
