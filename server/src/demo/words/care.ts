// What people write for themselves, and what mentors note; nobody else's words.

export const privateNotes = [
  '上午那位客户骂了十分钟，我没有回嘴，但手一直在抖。下次先深呼吸，再复述。',
  '今天第一次当场结清了一件要升级的投诉，记住这个感觉。',
  '连着三件激化的，晚上睡不着。想和班长商量换一天班。',
]
export const adminNote = '试着写一条：这里只有自己看得到，换一个人登录就没有了。'
export const mentorNotes = ['听她复述了两次，第二次客户就平静了。', '记录写得全，承诺时间也写清楚了。']
