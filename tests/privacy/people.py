"""Two hundred invented people and the exports that name them: every private column filled, well-formed and broken rows."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tests.files import xlsx

COUNT = 200
_FAMILY = "欧司上诸夏东皇尉公澹"
_GIVEN = "阳葛官桐侯方甫迟孙台"
_LAST = "沐禾霁珩翎岑蘅笙霈瑜琤瑾玥漪湜溪澄潞濯灏"


@dataclass(frozen=True)
class Person:
    """Someone who never lived; each of these words is theirs alone."""

    number: int
    name: str
    phone: str
    landline: str
    street: str
    email: str
    nick: str
    remark: str

    @property
    def address(self) -> str:
        """The address as an order export writes it."""
        return f"浙江省 杭州市 西湖区 {self.street}"

    def words(self) -> tuple[str, ...]:
        """Everything that must never be found again."""
        return (self.name, self.phone, self.landline, self.street, self.email, self.nick, self.remark)


def _person(number: int) -> Person:
    name = _FAMILY[number // 20] + _GIVEN[number // 20] + _LAST[number % 20] + "儿"
    return Person(
        number, name, f"139{54_000_000 + number * 7919}", f"0571-{86_000_000 + number * 613}", f"望潮巷{7000 + number}弄",
        f"p{number:03}.{number * 37}@post.example", f"青禾_{number:03}_{number * 91}", f"门口第{number + 300}格请勿按铃",
    )  # fmt: skip


PEOPLE = tuple(_person(number) for number in range(COUNT))

# header -> what stands under it for a person; every spelling of a private column in the three kinds is here.
PRIVATE: Mapping[str, Callable[[Person], str]] = {
    "买家会员名": lambda p: p.nick, "买家会员名称": lambda p: p.nick, "买家昵称": lambda p: p.nick,
    "买家旺旺": lambda p: p.nick, "客户编码": lambda p: p.nick,
    "买家支付宝账号": lambda p: p.email, "收货人姓名": lambda p: p.name, "联系电话": lambda p: p.landline,
    "联系手机": lambda p: "'" + p.phone, "收货地址": lambda p: p.address, "修改后的收货地址": lambda p: p.address,
    "发票抬头": lambda p: p.name, "支付详情": lambda p: f"支付宝 {p.email}", "支付单号": lambda p: p.email,
    "买家留言": lambda p: p.remark, "主订单买家留言": lambda p: p.remark, "订单备注": lambda p: p.remark,
    "商家备注": lambda p: f"{p.remark}，{p.name}", "备注": lambda p: f"{p.remark} {p.phone}",
    "联系方式备注": lambda p: p.phone, "区": lambda p: p.street,
    "支付宝交易号": lambda p: p.email, "买家退款说明": lambda p: f"{p.remark}，请退到{p.email}",
    "退货物流信息": lambda p: f"{p.name} {p.phone}", "发货物流信息": lambda p: f"{p.name} {p.phone}",
    "卖家退货地址": lambda p: p.address, "卖家邮编": lambda p: p.landline, "卖家电话": lambda p: p.landline,
    "卖家手机": lambda p: p.phone, "卖家真实姓名": lambda p: p.name, "审核操作人": lambda p: p.nick,
    "对方账号": lambda p: p.email, "对方名称": lambda p: p.name,
    "下单帐号": lambda p: p.nick, "客户姓名": lambda p: p.name, "客户地址": lambda p: p.address,
    "普通发票纳税编号": lambda p: p.email,
    "退款操作人": lambda p: p.nick, "代客发起操作子账号": lambda p: p.nick,
}  # fmt: skip
FACTS: Mapping[str, Callable[[int], str]] = {
    "订单编号": lambda n: f"4400{n:014}", "主订单编号": lambda n: f"4400{n:014}", "子订单编号": lambda n: f"4400{n:013}9",
    "总金额": lambda n: f"{100 + n}.00", "买家实际支付金额": lambda n: f"{100 + n}.00",
    "买家实付金额": lambda n: f"{100 + n}.00", "买家应付货款": lambda n: f"{100 + n}.00",
    "买家应付邮费": lambda n: "0.00", "退款金额": lambda n: "0.00", "订单状态": lambda n: "交易成功",
    "订单创建时间": lambda n: f"2026-11-{1 + n % 18:02} 10:00:00", "订单付款时间": lambda n: f"2026-11-{1 + n % 18:02} 10:05:00",
    "发货时间": lambda n: f"2026-11-{1 + n % 18:02} 18:00:00", "确认收货时间": lambda n: "",
    "宝贝标题": lambda n: "羊毛大衣", "商品标题": lambda n: "羊毛大衣", "标题": lambda n: "羊毛大衣", "宝贝种类": lambda n: "1",
    "宝贝总数量": lambda n: "1", "购买数量": lambda n: "1", "商品价格": lambda n: f"{100 + n}.00", "价格": lambda n: f"{100 + n}.00",
    "商品ID": lambda n: "601", "商品id": lambda n: "601", "商品属性": lambda n: "颜色:灰", "店铺名称": lambda n: "测试店",
    "订单关闭原因": lambda n: "订单未关闭", "物流单号": lambda n: f"No:77{n:06}", "物流公司": lambda n: "中通快递",
    "退款状态": lambda n: "退款成功", "退款编号": lambda n: f"5500{n:010}", "退款总额": lambda n: "10.00",
    "退款申请时间": lambda n: f"2026-11-{1 + n % 18:02} 20:00:00", "退款完结时间": lambda n: "", "超时时间": lambda n: "",
    "订单号": lambda n: f"3110{n:08}", "商品名称": lambda n: "羊毛大衣", "订购数量": lambda n: "1", "支付方式": lambda n: "在线支付",
    "下单时间": lambda n: f"2026-11-{1 + n % 18:02} 10:00:00", "付款确认时间": lambda n: f"2026-11-{1 + n % 18:02} 10:05:00",
    "京东价": lambda n: f"{100 + n}.00", "应付金额": lambda n: f"{100 + n}.00", "余额支付": lambda n: "0.00",
    "运费金额": lambda n: "0.00", "订单完成时间": lambda n: "",
    "账务流水号": lambda n: f"3300{n:014}", "商户订单号": lambda n: f"T200P4400{n:014}",
    "发生时间": lambda n: f"2026-11-{1 + n % 18:02} 10:05:00", "收入金额（+元）": lambda n: "0.00",
    "支出金额（-元）": lambda n: "-1.00", "业务类型": lambda n: "服务费",
    "售后类型": lambda n: "仅退款", "买家退款原因": lambda n: "不想要了", "是否手机订单": lambda n: "手机订单",
}  # fmt: skip


def _headers(text: str) -> list[str]:
    return text.split()


ORDERS_2018 = _headers("""
    订单编号 买家会员名 买家支付宝账号 买家应付货款 买家应付邮费 买家支付积分 总金额 返点积分
    买家实际支付金额 买家实际支付积分 订单状态 买家留言 收货人姓名 收货地址 运送方式 联系电话
    联系手机 订单创建时间 订单付款时间 宝贝标题 宝贝种类 物流单号 物流公司 订单备注 宝贝总数量
    店铺Id 店铺名称 订单关闭原因 卖家服务费 买家服务费 发票抬头 是否手机订单 分阶段订单信息
    特权订金订单id 修改后的sku 修改后的收货地址 异常信息 退款金额 确认收货时间 打款商家金额
""")
ORDERS_NOW = _headers("""
    订单编号 买家应付邮费 买家实付金额 退款金额 订单状态 订单创建时间 订单付款时间 发货时间
    确认收货时间 商家备注 订单关闭原因 收货地址 总金额 支付详情 店铺名称
""")
ORDERS_ALL = _headers("""
    订单编号 买家昵称 支付单号 备注 区 总金额 买家实付金额 退款金额 订单状态 订单创建时间
    订单付款时间 主订单买家留言 商家备注 收货人姓名 联系电话 联系手机 收货地址 修改后的收货地址
    发票抬头 店铺名称
""")
LINES_2018 = _headers("""
    订单编号 标题 价格 购买数量 外部系统编号 商品属性 套餐信息 备注 订单状态 商家编码
""")
LINES_NOW = _headers("""
    子订单编号 主订单编号 商品标题 商品价格 购买数量 外部系统编号 商品属性 套餐信息 联系方式备注
    订单状态 商家编码 买家应付货款 买家实付金额 退款状态 退款金额 订单创建时间 订单付款时间
    商品ID 商家备注 主订单买家留言 发货时间 物流单号 物流公司
""")
REFUNDS = _headers("""
    订单编号 退款编号 支付宝交易号 买家会员名称 订单付款时间 商品sku信息 退款完结时间
    买家实际支付金额 退款总额 宝贝标题 退款申请时间 超时时间 退款状态 货物状态 退货物流信息
    发货物流信息 客服介入状态 卖家退货地址 卖家邮编 卖家电话 卖家手机 退货物流单号 买家退款原因
    买家退款说明 买家退货时间 责任方 售中或售后 商家备注 部分退款/全额退款 审核操作人 退款操作人
    代客发起操作子账号 售后类型 商品id 卖家真实姓名 商家编码
""")
ALIPAY = _headers("""
    账务流水号 业务流水号 商户订单号 商品名称 发生时间 对方账号 对方名称 收入金额（+元） 支出金额（-元）
    账户余额（元） 交易渠道 业务类型 备注
""")
JD_ORDERS = _headers("""
    订单号 商品ID 商品名称 订购数量 支付方式 下单时间 京东价 订单金额 结算金额 余额支付 应付金额 订单状态
    订单类型 下单帐号 客户姓名 客户地址 联系电话 订单备注 发票类型 发票抬头 发票内容 商家备注
    商家备注等级（等级1-5为由高到低） 运费金额 付款确认时间 增值税发票 货号 订单完成时间 订单来源
    订单渠道 普通发票纳税编号 店铺名称
""")
TIMES = ("订单创建时间", "退款申请时间", "发生时间", "下单时间")
MONEY = ("总金额", "退款总额", "商品价格", "价格", "支出金额（-元）", "应付金额")
FORMS = {
    "订单2018": ORDERS_2018, "订单现行": ORDERS_NOW, "订单全部列": ORDERS_ALL, "子订单2018": LINES_2018,
    "子订单现行": LINES_NOW, "退款": REFUNDS, "支付宝账务": ALIPAY, "京东订单": JD_ORDERS,
}  # fmt: skip


def row(headers: Sequence[str], person: Person, first: int = 0) -> list[str]:
    """The row of a form about a person; `first` keeps the ids of several forms apart."""
    return [
        PRIVATE[header](person) if header in PRIVATE else FACTS.get(header, lambda n: "null")(first + person.number)
        for header in headers
    ]  # fmt: skip


def private_headers(headers: Sequence[str]) -> list[str]:
    """The private ones of a form's headers, in their order."""
    return [header for header in headers if header in PRIVATE]


def quoted_csv(headers: Sequence[str], first: int = 0) -> bytes:
    """A form as 千牛 writes it: GB18030, every cell quoted."""
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(
        [headers, *(row(headers, person, first) for person in PEOPLE)]
    )
    return out.getvalue().encode("gb18030")


def workbook(headers: Sequence[str], first: int = 0) -> bytes:
    """A form as a workbook."""
    return xlsx({"sheet1": [headers, *(row(headers, person, first) for person in PEOPLE)]})


def broken_csv(headers: Sequence[str], first: int = 0) -> bytes:
    """A form with broken rows between good ones: no time, money with three decimals, a name where a number stands,
    cells moved to the right by a comma that nobody quoted, cells moved to the left by a lost one."""
    lines = [",".join(headers)]
    times = [place for place, header in enumerate(headers) if header in TIMES]
    money = [place for place, header in enumerate(headers) if header in MONEY]
    private = [place for place, header in enumerate(headers) if header in PRIVATE]
    for person in PEOPLE:
        cells = [cell.replace(",", "，") for cell in row(headers, person, first)]
        match person.number % 8:
            case 1:
                cells[(times or money)[0]] = ""
            case 2:
                cells[money[0]] = "30.005"
            case 3:
                cells[money[0]] = person.name
            case 4:
                cells[(times or money)[0]] = f"{person.name} {person.phone}"
            case 5:
                cells[private[0]] = f"{person.nick},{person.name},{person.phone}"
            case 6:
                del cells[money[0]]
            case 7:
                cells[money[0]] = person.email
        lines.append(",".join(cells))
    return ("\r\n".join(lines) + "\r\n").encode("utf-8-sig")


def unknown_csv() -> bytes:
    """Columns that no export has, full of people."""
    lines = ["甲,乙,丙,丁,戊", *(f"{p.name},{p.phone},{p.address},{p.email},{p.remark}" for p in PEOPLE)]
    return "\n".join(lines).encode()


def headless_csv() -> bytes:
    """An order list whose header row was deleted."""
    return "\n".join(
        f"{p.name},{p.phone},{p.street},{p.email},{p.remark},{p.number}.00" for p in PEOPLE
    ).encode()
