"""The wire of the interface document: fields in its order, signature, checks."""
import hashlib

KEYS = {"token": "py-token-0001", "des": "py-des-key-long", "md5": "Py秘钥-MD5-key", "distr": "PY100200"}

S32, S64, S512 = 32, 64, 512
HOLDER = [("holderName", S32), ("holderCardType", S32), ("holderCardNo", S32), ("holderBirthday", S32),
          ("holderGender", S32), ("holderMobile", S32), ("holderEmail", S32)]
INSURED = [("insuredName", S32), ("insuredCardType", S32), ("insuredCardNo", S32), ("insuredBirthday", S32),
           ("insuredGender", S32), ("insuredMobile", S32), ("insuredEmail", S32), ("insuredRelation", S32)]
# (name, kind, required): kind is a length, int, "texts", or a nested table. In the document's order.
FIELDS = {
    "/api/member/register": [("distrCode", S32, 1), ("mobile", S32, 1), ("employeeCode", S32, 1),
                             ("invitateCode", S32, 1), ("company", S32, 1), ("province", S32, 1), ("city", S32, 1),
                             ("contact", S32, 0), ("address", S32, 1)],
    "/api/order/applyInvoice": [("memberId", S32, 1), ("orderCode", S32, 1), ("invoiceType", int, 1),
                                ("invoiceTitle", S32, 1), ("taxpayerNo", S32, 0)],
    "/api/order/getInvoiceUrl": [("memberId", S32, 1), ("orderCode", S32, 1)],
    "/api/order/addTemp": [("distrCode", S32, 1), ("mobile", S32, 1), ("memberId", S32, 1), ("outSerialNo", S32, 1),
                           ("payType", int, 1), ("productCode", S32, 1), ("productName", S32, 1),
                           ("deliverNotifyUrl", S512, 1), ("returnNotifyUrl", S512, 1), ("refundNotifyUrl", S512, 0),
                           ("returnPage", S512, 1), ("safeguardStartTime", 12, 0), ("safeguardEndTime", 12, 0),
                           ("holderInfo", HOLDER, 0), ("insuredInfoList", INSURED, 0)],
    "/api/product/getDistrProductDetail": [("productCode", S32, 1), ("planCode", S32, 0), ("memberId", S32, 1)],
    "/api/policy/getPolicyUrl": [("tempOrderCode", S32, 1), ("distrCode", S32, 1), ("memberId", S32, 1)],
    "/api/pay/outNotify": [("tempOrderCode", S32, 1), ("distrCode", S32, 1), ("memberId", S32, 1),
                           ("txnStatus", int, 1)],
    "/api/order/getOrderListUrl": [("account", S32, 1), ("distrCode", S32, 1), ("memberId", S32, 1)],
    "/api/policy/surrenderByPolicyCode": [("policyCodes", "texts", 1), ("distrCode", S32, 1), ("memberId", S32, 1)],
    "/api/policy/surrenderByOrderCode": [("orderCode", S64, 1), ("distrCode", S32, 1), ("memberId", S32, 1)],
    "/api/order/getOrderDetail": [("tempOrderCode", S64, 1), ("distrCode", S32, 1), ("memberId", S32, 1)],
}


class Refused(Exception):
    def __init__(self, code, message):
        super().__init__(message)
        self.code, self.message = code, message


def java(value):
    """Java's toString of a parsed JSON value."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}={java(inner)}" for name, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(java(inner) for inner in value) + "]"
    if value is True or value is False:
        return str(value).lower()
    return str(value)


def sign_of(body):
    parts = [f"{name}={java(body[name])}" for name in sorted(body) if body[name] not in (None, "", [], {})]
    text = "&".join(parts).upper() + KEYS["md5"]
    once = hashlib.md5(text.encode()).hexdigest()
    return hashlib.md5(once.encode()).hexdigest()


def check_fields(body, table, where=""):
    names = [name for name, *_ in table]
    unknown = [name for name in body if name not in names]
    if unknown:
        raise Refused("9999", f"unknown field {where}{unknown[0]}")
    if [name for name in names if name in body] != list(body):
        raise Refused("9999", f"fields out of the document's order in {where or 'body'}")
    for name, kind, *required in table:
        value = body.get(name)
        if value in (None, ""):
            if required == [1]:
                raise Refused("9999", f"{where}{name} is missing")
            if name in body and where:
                raise Refused("9999", f"{where}{name} is empty inside a nested value")
        elif kind is int:
            if not isinstance(value, int) or isinstance(value, bool):
                raise Refused("9999", f"{where}{name} is not a number")
        elif kind == "texts":
            if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
                raise Refused("9999", f"{where}{name} is not a list of strings")
        elif isinstance(kind, list):
            for place, inner in enumerate(value if isinstance(value, list) else [value]):
                check_fields(inner, [(*field, 0) for field in kind], f"{where}{name}.{place}.")
        elif not isinstance(value, str) or len(value) > kind:
            raise Refused("9999", f"{where}{name} is no string of at most {kind} characters")
