"""The words by which reports relate figures to each other. Tables and patterns only; what they mean is in `engine.finding`."""

import re
from typing import Final

ABOUT: Final = r"(?:了|约|近|超|超过|达|达到|为|是|到|至|仅|仅为|约为|有|共|计|的比例为|的比重为|高达|分别|各|均|也|还|再|已|就|\s)*"
"""What may stand between a word of relation and its figure."""

GROWS: Final = r"(?:正增长|同比增长|增长|增加|增大|上升|提高|提升|攀升|上涨|扩大|扩种|扩|多减|多降|净增加|净增|新增加|增幅|增速|多增|增收|增支|多支|增产|上浮|高出|(?<![最较])(?:增|升|高|多|快))"
FALLS: Final = r"(?:负增长|同比下降|下降|减少|降低|回落|缩减|精简|压减|压缩|缩短|下滑|下跌|减幅|降幅|净减|减收|减支|少支|减产|少增|(?<![最较缓核审多])(?:降|减|低|少|慢))"
LEVEL_AFTER: Final = r"(?:增长|增加|提高|提升|上升|扩大|攀升|上涨|下降|减少|降低|回落|缩减|压减|压缩|缩短|下滑|发展|达|增|升|降|减)?(?:到|至|为)"
"""Words after which the figure is a level, not a change: 由…增加到…"""

GROWTH_LEAD: Final = re.compile(
    rf"(?:(?P<down>{FALLS})|(?P<up>{GROWS}))(?:幅度|速度|率|额|幅|量)?(?:了|约|近|超|超过|达|达到|为|是|仅|高达|分别|各|\s)*$"
)
LEVEL_LEAD: Final = re.compile(rf"{LEVEL_AFTER}\s*$")
YEARLY: Final = re.compile(r"年均|年平均|年复合")
FROM: Final = re.compile(r"(?:由|从|自)[^，。；,;]{0,16}$")

SHARE_LEAD: Final = re.compile(r"(?:占比|占|比重|比例)[^，。；,;]*$")
COMPLETION: Final = re.compile(
    r"(?:完成|达到|实现|达|超)[^，。；]{0,24}(?:任务|目标|计划|预算|指标|要求|序时)|完成率|完成比例|完成进度|完成|(?:任务|目标|计划|预算)[^，。；]{0,6}的\s*$"
)
TARGET: Final = re.compile(
    r"任务|目标|计划(?!总投资|投资)|(?:年度|全年|年内|本年|当年)计划(?:完成)?投资|(?<!公共)(?<!基金)预算(?!收入|支出)|指标(?!体系)|下达"
)
_RATED: Final = "落地|开复工|开工|动工|履约|投产|竣工|到位|到资|入统|转化|办结|兑现|达产|投运|复工"
RATE_NAME: Final = re.compile(rf"(?:{_RATED})率{ABOUT}$")
RATE_NAMES: Final = re.compile(rf"({_RATED})率")
ANY_RATE: Final = re.compile(
    rf"(?P<act>(?!增长|下降|精简|压缩|压减|减少|降低|税|利|汇|贡献|失业|出生|死亡|城镇化|渗透|覆盖|利润|收益|周转|换手)[一-龥]{{2}})(?:率|(?<=亏损)面|(?<=支出|拨付|执行)进度|(?<=满意|知晓)度){ABOUT}$"
)
ACTS: Final = {
    "落地": ("落地",),
    "开复工": ("开复工", "开（复）工", "开工"),
    "开工": ("开工", "动工"),
    "动工": ("动工", "开工"),
    "履约": ("履约",),
    "投产": ("投产",),
    "竣工": ("竣工",),
    "到位": ("到位",),
    "到资": ("到资", "到位"),
    "入统": ("入统", "入库"),
    "转化": ("转化", "转为"),
    "办结": ("办结",),
    "兑现": ("兑现",),
    "达产": ("达产",),
    "投运": ("投运",),
    "复工": ("复工",),
    "回收": ("回收", "收回"),
    "结案": ("结案", "审结", "办结", "执结"),
    "达标": ("达标", "达到"),
}
"""The act of a named rate and the words by which its numerator is told."""

NOT_YET: Final = re.compile(r"未|待|尚|没有|不能|无法|拟|计划|力争|确保|预计")
QUALIFIERS: Final = re.compile(
    r"近[一二两三四五0-9]+年|重大|重点|累计|历年|平均|全市|全省|全国|当年|新签约|往年|亿元以上|工业|综合|其中"
)
SCOPES: Final = re.compile(r"全国|全省|全市|全州|全盟|全区|全县|全镇|全乡|我国|我省|我市|我区|我县|市区|各县")

INCLUDING: Final = re.compile(r"其中|当中|里面|包括|包含|分别为|分别是|分为|构成为|由.{0,6}构成")
PARTS_END: Final = re.compile(
    r"总数|总量|[；，]分[^，。；]{1,4}看|按[^，。；]{1,8}分|从[^，。；]{1,8}看|累计|全年|此外|同时|目前|现有|截至|另有|另外|今年|去年|上年|年初|带动|合计|共计|总计|完成|占|比"
)
ALL_PARTS: Final = re.compile(r"分为|分别为|分别是|由.{0,10}(?:组成|构成)|全部|均为|包括[^，。]{0,6}[两三四五六]类")
REST: Final = re.compile(r"(?:其余|其他|其它|剩余|余下|余(?!额))[^，。；、]{0,8}$")
SUM_LEAD: Final = re.compile(r"(?:合计|共计|总计|总共|两项相加|三项相加|总和|加起来|合并)[^，。；、]{0,14}$")
TOTAL_LEAD: Final = re.compile(r"(?:(?<!公)共|总|合计|全部|累计|一共)[^，。；、]{0,14}$")
IN_ALL: Final = re.compile(r"(?:(?<!公)共|一共|总共|合共)(?!同)[^，。；、]{0,10}$")
OF_WHICH: Final = re.compile(r"^[^，。；、]{0,14}(?:项目|企业|单位|户|家|产品|合同)?(?:中|当中|之中|里)[，,]?")

COMPLEMENTS: Final = (
    ("已", "未"),
    ("内资", "外资"),
    ("新签约", "续建"),
    ("新建", "续建"),
    ("新开工", "续建"),
    ("市内", "市外"),
    ("省内", "省外"),
    ("区内", "区外"),
    ("县内", "县外"),
    ("境内", "境外"),
    ("国内", "国外"),
    ("以上", "以下"),
    ("第一产业", "第二产业"),
    ("一产", "二产"),
    ("上半年", "下半年"),
    ("国家级", "省级"),
    ("省级", "市级"),
    ("公办", "民办"),
    ("男", "女"),
)
"""Pairs of words whose parts cannot overlap: together they are never more than their whole."""

EXHAUSTIVE: Final = (
    ("出口", "进口"),
    ("第一产业", "第二产业", "第三产业"),
    ("一产", "二产", "三产"),
    ("城镇", "乡村"),
    ("城镇", "农村"),
    ("商品零售", "餐饮"),
    ("一般债务", "专项债务"),
    ("税收收入", "非税收入"),
    ("大型", "中型", "小微"),
    ("大型", "中型", "小型", "微型"),
    ("内资", "外资"),
    ("新建", "续建"),
    ("新开工", "续建"),
    ("境内", "境外"),
    ("省内", "省外"),
    ("市内", "市外"),
    ("县内", "县外"),
    ("区内", "区外"),
    ("国内", "国外"),
    ("男", "女"),
    ("公办", "民办"),
    ("上半年", "下半年"),
    ("一季度", "二季度", "三季度", "四季度"),
    ("线上", "线下"),
    ("工业", "农业", "服务业"),
)
"""Names of parts that are together all there is."""

AVERAGE: Final = re.compile(
    r"(?:平均|均价|单价|每斤|[户人亩项企个家场宗笔件列辆艘架趟校村镇县店单次台栋批件期起册间座院所站班车箱吨乡园馆]均|亩产|单个项目|每(?:个|家|户|亩|人|名|场|次|期|件|起|所|镇|村|间|台|平方米)[^，。；]{0,6})[^，。；0-9]{0,16}$"
)
REAL: Final = re.compile(r"生产总值|GDP|增加值|可比价|不变价|可比口径|同口径|扣除价格")
"""Where growth is told at constant prices or of a like-for-like base: two printed amounts do not give it."""
PER_PERIOD: Final = re.compile(
    r"(?P<unit>日均|周均|每周平均|平均每周|月均|季均|年均|每日平均|每天平均|每月平均|每季度平均|每年平均|平均每日|平均每天|平均每月|平均每季度|平均每年)[^，。；0-9]{0,12}$"
)
AVERAGE_BY: Final = (
    (re.compile(r"亩均|亩产|每亩"), "area.mu"),
    (re.compile(r"次均|每人次"), "count.visit"),
    (re.compile(r"人均|每人|每名"), "count.person"),
    (re.compile(r"户均|企均|家均|每户|每家"), "count.firm"),
    (re.compile(r"场均|每场|每次"), "count.event"),
    (re.compile(r"每平方米"), "area"),
)
"""What an average is taken by, where its words say so; otherwise by projects or companies."""

GENERAL: Final = re.compile(
    r"总数|总量|总额度|总额|总投资额|全部|总计|合计|比重|比例|占比|数量|个数|金额|总|的|数|了|达|到(?!位)|为|约|近|超|比|额|度|仅|已|也|均|各|其|分别|同期|所有|整个"
)
"""Words of a named whole that say nothing about which whole it is."""

LIST_BEFORE: Final = re.compile(
    r"(?P<items>(?:[^，。；：:、,;（）()“”0-9]{2,20}、)+[^，。；：:、,;（）()0-9]{2,24}?)(?P<more>等)?$"
)
ENUMERATED: Final = frozenset({"count.point", "count.thing", "count.kind"})
ANNOUNCED: Final = re.compile(
    r"^(?:特点|方面|意见|问题|措施|任务|要求|建议|原因|环节|重点|举措|工作|转变|突破|着力点|特征|因素|难点|短板|体会|关键|关系)"
)

ATTRIBUTE_AFTER: Final = re.compile(
    r"^(?:(?:及)?(?:以上|以下|级|左右)(?:的)?(?!的)[一-龥]|(?:以上|以下)?(?:的)?(?!建设|用于|支持|推进|实施|打造|改造|新建)[一-龥“]{0,10}?(?:项目|企业|园区|基地|生产线|工程|大项目)(?![总到资]))"
)
"""What makes an amount a size of things (10亿元以上项目), not a sum."""
CAPACITY_LEAD: Final = re.compile(
    r"(?:年产|日产|年处理|日处理|年加工|年产值|装机|不低于|投资超|总投资超)[^，。；、]{0,6}$"
)
