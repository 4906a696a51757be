"""Where the invented buyers live: provinces and cities with the share of orders that they send."""

import numpy as np

# (province as the platform writes it, share of orders, cities)
# fmt: off
PROVINCES = (
    ("广东省", 11.4, ("广州市", "深圳市", "佛山市", "东莞市")), ("江苏省", 9.2, ("苏州市", "南京市", "无锡市", "徐州市")),
    ("浙江省", 9.0, ("杭州市", "宁波市", "温州市", "金华市")), ("上海", 6.8, ("上海市",)),
    ("山东省", 6.4, ("济南市", "青岛市", "临沂市", "潍坊市")), ("北京", 5.6, ("北京市",)),
    ("河南省", 5.2, ("郑州市", "洛阳市", "南阳市")), ("四川省", 5.0, ("成都市", "绵阳市", "宜宾市")),
    ("湖北省", 4.3, ("武汉市", "宜昌市", "襄阳市")), ("安徽省", 4.1, ("合肥市", "阜阳市", "芜湖市")),
    ("福建省", 3.7, ("福州市", "厦门市", "泉州市")), ("河北省", 3.6, ("石家庄市", "保定市", "唐山市")),
    ("湖南省", 3.6, ("长沙市", "衡阳市", "常德市")), ("辽宁省", 3.0, ("沈阳市", "大连市")),
    ("江西省", 2.7, ("南昌市", "赣州市")), ("陕西省", 2.6, ("西安市", "咸阳市")), ("重庆", 2.4, ("重庆市",)),
    ("广西壮族自治区", 2.0, ("南宁市", "柳州市")), ("山西省", 1.8, ("太原市", "大同市")), ("天津", 1.6, ("天津市",)),
    ("云南省", 1.6, ("昆明市", "曲靖市")), ("黑龙江省", 1.5, ("哈尔滨市", "大庆市")), ("吉林省", 1.2, ("长春市", "吉林市")),
    ("贵州省", 1.2, ("贵阳市", "遵义市")), ("内蒙古自治区", 1.0, ("呼和浩特市", "包头市")),
    ("新疆维吾尔自治区", 0.7, ("乌鲁木齐市",)), ("甘肃省", 0.7, ("兰州市",)), ("海南省", 0.6, ("海口市", "三亚市")),
    ("宁夏回族自治区", 0.3, ("银川市",)), ("青海省", 0.15, ("西宁市",)), ("西藏自治区", 0.05, ("拉萨市",)),
)
# fmt: on
NAMES = tuple(province for province, _, _ in PROVINCES)
SHARES = np.array([share for _, share, _ in PROVINCES]) / sum(share for _, share, _ in PROVINCES)
CITIES = tuple((n, city) for n, (_, _, cities) in enumerate(PROVINCES) for city in cities)
CITY_SHARES = np.array([SHARES[n] / len(PROVINCES[n][2]) for n, _ in CITIES])
# Obviously invented streets; the last part is where a real export has the postcode.
ADDRESSES = tuple(f"{NAMES[n]} {city} 示例区 示例街道 示例路1号(000000)" for n, city in CITIES)
