"""
A second, independent implementation of the platform's interface document, to test the portal's wire:
eleven interfaces on one port, in either dialect, standard library only.

    python3 gateway.py PORT [table|example]

Keys are those in KEYS of wire.py. Test controls: POST /_test/pay {"tempOrderCode"},
GET /_test/calls. Every call is checked (token, time, nonce, sign, cipher, order, fields, lengths, types);
a wrong call gets the document's code and is listed in /_test/calls as a fault.
"""
import base64
import json
import sys
import threading
import time
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from des import decrypt
from wire import FIELDS, KEYS, Refused, check_fields, sign_of

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==")
CARD_LABELS = {"1": "身份证", "2": "护照", "3": "港澳通行证", "4": "台胞证", "5": "军官证"}

lock = threading.RLock()
members, orders, nonces, calls = {}, {}, set(), []


def open_envelope(raw, path):
    envelope = json.loads(raw)
    if envelope.get("accessToken") != KEYS["token"]:
        raise Refused("5000", "请求接口TOKEN不合法")
    if not isinstance(envelope.get("timestamp"), int) or abs(time.time() * 1000 - envelope["timestamp"]) > 300_000:
        raise Refused("2008", "请求已过期")
    nonce = envelope.get("nonce", "")
    if not isinstance(nonce, str) or not 8 <= len(nonce) <= 64 or nonce in nonces:
        raise Refused("2008", "随机数不合法")
    nonces.add(nonce)
    if not envelope.get("version"):
        raise Refused("2008", "版本号缺失")
    try:
        body = json.loads(decrypt(base64.b64decode(envelope["requestBody"], validate=True), KEYS["des"].encode()))
    except (ValueError, KeyError):
        raise Refused("2009", "报文解密失败") from None
    if envelope.get("sign") != sign_of(body):
        raise Refused("2000", "接口签名错误")
    check_fields(body, FIELDS[path])
    if "distrCode" in body and body["distrCode"] != KEYS["distr"]:
        raise Refused("2008", "分销商不存在")
    if path != "/api/member/register" and body["memberId"] not in members:
        raise Refused("9999", "会员不存在")
    return body


def find(**wanted):
    for order in orders.values():
        if all(order[name] == value for name, value in wanted.items()):
            return order
    raise Refused("1000", "订单不存在")


class Platform:
    """The `data` that each interface answers."""

    def __init__(self, origin, dialect):
        self.origin, self.example = origin, dialect == "example"
        self.schemeless = origin.split(":", 1)[1]

    def register(self, body):
        for member_id, mobile in members.items():
            if mobile == body["mobile"]:
                return {"memberId": member_id}
        member_id = str(107084 + len(members))
        members[member_id] = body["mobile"]
        return {"memberId": member_id}

    def getDistrProductDetail(self, body):
        if body["productCode"] != "200207":
            raise Refused("3000", "分销产品不存在")
        names = ("safeguardPlanCode", "safeguardPlanName", "defaultMinPrice") if self.example else (
            "planCode", "planName", "minPrice")
        plans = [("30543", "计划一", "1.0"), ("30544", "计划二", 12.5 if self.example else "12.50")]
        return {"productCode": "200207", "productName": "天安 “旅途无忧” 一日游",
                "insuranceCompanyLogo": f"{self.schemeless}/logo.png" if self.example else f"{self.origin}/logo.png",
                "plans": [dict(zip(names, plan)) for plan in plans
                          if body.get("planCode") in (None, "", plan[0])]}

    def addTemp(self, body):
        if body["productCode"] != "200207":
            raise Refused("3000", "分销产品不存在")
        if any(order["outSerialNo"] == body["outSerialNo"] for order in orders.values()):
            raise Refused("9999", "外部流水号已存在")
        number = len(orders) + 1
        temp = f"1010210713191100{number:04d}"
        orders[temp] = {**body, "tempOrderCode": temp, "orderCode": f"I{10136010 + number}", "label": "待支付",
                        "policies": [], "isInvoice": 3, "invoiceStatus": 0}
        return {"url": f"{self.origin}/pages/insure?token={temp}", "tempOrderCode": temp}

    def getOrderDetail(self, body):
        order = find(tempOrderCode=body["tempOrderCode"], memberId=body["memberId"])
        holder = order.get("holderInfo", {})
        people = order.get("insuredInfoList", [])
        amount = len(people) * 1.0
        codes = {policy["place"]: policy for policy in order["policies"]}
        insured = []
        for place, person in enumerate(people):
            policy = codes.get(place)
            insured.append({
                "insuredName": person["insuredName"], "insuredCardType": CARD_LABELS[person["insuredCardType"]],
                "insuredCardNo": person["insuredCardNo"][:3] + "*****" + person["insuredCardNo"][-2:],
                "insuredGender": {"M": "男", "F": "女"}[person["insuredGender"]],
                "insuredBirthday": person["insuredBirthday"], "insuredMobile": person.get("insuredMobile"),
                "insuredFee": 1 if self.example else "1.00", "policyStatus": policy["label"] if policy else "未投保",
                "policyCode": policy["code"] if policy else "", "policyUrl": "", "certificateUrl": "",
                "invoiceUrl": f"{self.origin}/files/invoice.pdf" if order["invoiceStatus"] == 1 else ""})
        return {"productName": order["productName"], "productCode": order["productCode"],
                "safeguardPeriod": f"{order.get('safeguardStartTime')}至{order.get('safeguardEndTime')}",
                "orderCode": order["orderCode"], "createTime": "2026-01-05 10:15:56", "orderStatus": order["label"],
                "totalQty": len(people), "orderTotalAmt": amount if self.example else f"{amount:.2f}",
                "orderReduceAmt": 0, "insuranceCompanyLogo": f"{self.schemeless}/logo.png", "companyName": "天安财险",
                "benefitType": "法定受益人", "isGroup": 0, "enterpriseName": None, "isEnterprise": 0,
                "holderName": holder.get("holderName"), "holderCredType": "身份证",
                "holderCredNo": holder.get("holderCardNo"), "holderBirthday": holder.get("holderBirthday"),
                "holderPhone": holder.get("holderMobile"), "holderEmail": None, "holderGender": "男",
                "insuredInfoList": insured, "isInvoice": order["isInvoice"], "invoiceStatus": order["invoiceStatus"]}

    def getPolicyUrl(self, body):
        order = find(tempOrderCode=body["tempOrderCode"], memberId=body["memberId"])
        if not order["policies"]:
            raise Refused("1001", "保单未生效")
        return {"tempOrderCode": order["tempOrderCode"], "orderCode": order["orderCode"], "isGroup": "0",
                "companyName": "天安财险", "policyDetailList": [
                    {"insuredName": policy["name"], "policyCode": policy["code"],
                     "policyUrl": f"{self.schemeless if self.example else self.origin}/files/{policy['code']}.pdf",
                     "certificateUrl": "" if self.example else f"{self.origin}/files/{policy['code']}-c.pdf"}
                    for policy in order["policies"]]}

    def outNotify(self, body):
        order = find(tempOrderCode=body["tempOrderCode"], memberId=body["memberId"])
        order["txnStatus"] = body["txnStatus"]
        if body["txnStatus"] == 2:
            self.pay(order)

    def getOrderListUrl(self, body):
        if members[body["memberId"]] != body["account"]:
            raise Refused("9999", "账号不存在")
        return {"orderListUrl": f"{self.origin}/pages/list?creditToken=28CF28D80C984465"}

    def applyInvoice(self, body):
        order = find(orderCode=body["orderCode"], memberId=body["memberId"])
        if not order["policies"] or order["invoiceStatus"] == 1:
            raise Refused("9999", "不能开票")
        if body["invoiceType"] == 2 and not body.get("taxpayerNo"):
            raise Refused("9999", "taxpayerNo is missing")
        order["invoiceStatus"] = 1

    def getInvoiceUrl(self, body):
        order = find(orderCode=body["orderCode"], memberId=body["memberId"])
        if order["invoiceStatus"] != 1:
            return None if self.example else []
        url = f"{self.origin}/files/invoice.pdf"
        return [url] if self.example else [{"invoiceUrl": url, "policyCode": order["policies"][0]["code"]}]

    def surrenderByPolicyCode(self, body):
        chosen = [policy for order in orders.values() for policy in order["policies"]
                  if policy["code"] in body["policyCodes"] and order["memberId"] == body["memberId"]]
        if len(chosen) != len(body["policyCodes"]):
            raise Refused("1000", "订单不存在")
        if any(policy["label"] != "已承保" for policy in chosen):
            raise Refused("4001", "订单状态不符合退保条件")
        for policy in chosen:
            policy["label"] = "已退保"

    def surrenderByOrderCode(self, body):
        order = find(orderCode=body["orderCode"], memberId=body["memberId"])
        if order["label"] != "已承保":
            raise Refused("4001", "订单状态不符合退保条件")
        order["label"] = "已退保"
        for policy in order["policies"]:
            policy["label"] = "已退保"

    def pay(self, order):
        order["label"] = "已承保"
        order["policies"] = [
            {"place": place, "code": f"P{order['orderCode'][1:]}{place}", "name": person["insuredName"], "label": "已承保"}
            for place, person in enumerate(order.get("insuredInfoList", []))]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    platform: Platform

    def log_message(self, *_):
        pass

    def answer(self, content, kind="application/json;charset=UTF-8", status=200):
        data = content if isinstance(content, bytes) else json.dumps(content, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self):
        if self.path == "/_test/calls":
            self.answer(calls)
        elif self.path.startswith("/files/"):
            self.answer(PDF, "application/pdf")
        elif self.path == "/logo.png":
            self.answer(PNG, "image/png")
        else:
            self.answer(b"<h1>platform page</h1>", "text/html")

    def do_POST(self):
        raw = self.rfile.read(int(self.headers.get("content-length", 0)))
        with lock:
            if self.path == "/_test/pay":
                self.answer(self.pay(json.loads(raw)))
                return
            if self.path not in FIELDS:
                self.answer({"code": "2008", "message": "请求接口不合法", "data": None})
                return
            name = self.path.rsplit("/", 1)[1]
            try:
                body = open_envelope(raw, self.path)
                data = getattr(self.platform, name)(body)
                calls.append({"interface": name, "body": body, "code": "0000"})
                self.answer({"code": "0000", "message": "成功", "data": data})
            except Refused as refused:
                calls.append({"interface": name, "code": refused.code, "message": refused.message})
                self.answer({"code": refused.code, "message": refused.message, "data": None})

    def pay(self, wanted):
        order = find(tempOrderCode=wanted["tempOrderCode"])
        self.platform.pay(order)
        if wanted.get("notify"):
            for policy in order["policies"]:
                note = {"outSerialNo": order["outSerialNo"], "orderCode": order["orderCode"],
                        "tempOrderCode": order["tempOrderCode"], "policyCode": policy["code"], "success": True}
                request = urllib.request.Request(order["deliverNotifyUrl"], json.dumps(note).encode(),
                                                 {"content-type": "application/json"})
                urllib.request.urlopen(request, timeout=5).read()
        return {"ok": True}


def main():
    port, dialect = int(sys.argv[1]), (sys.argv[2:] or ["table"])[0]
    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    Handler.platform = Platform(f"http://127.0.0.1:{server.server_port}", dialect)
    print(f"gateway ready http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()


main()
