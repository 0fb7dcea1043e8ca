//! The cost pages of the workshop "Amazon ECS Series", Asia Pacific (Sydney).

use std::fs;

use labcost::estimate::Options;
use labcost::price::PriceSource;
use labcost::resource::{Choice, Kind};

use super::pricing::{
    as_the_calculator, ecs_security, exactly, lab, left_running, lines, plain, priced, priced_from,
    shown,
};

const SYDNEY: &str = "ap-southeast-2";

fn only(kinds: &[Kind], options: &Options) -> Options {
    Options {
        only: kinds.iter().copied().map(Choice::Kind).collect(),
        ..options.clone()
    }
}

#[test]
fn security_fargate() {
    // 15 min a day: 0.25 h × 365/12 = 365/48 h. 365/48 × (0.04856 + 2 × 0.00532) = 365/48 × 0.0592
    // = 21.608/48 = 0.4501666… = 2701/6000
    let estimate = priced(&ecs_security(), SYDNEY, &only(&[Kind::Fargate], &plain()));
    assert_eq!(exactly(&estimate), "2701/6000");
    assert_eq!(shown(&estimate), ["0.45", "5.40"]);
}

#[test]
fn security_dynamodb() {
    // 10 GB × 0.285 = 2.85; × 12 = 34.20
    let estimate = priced(&ecs_security(), SYDNEY, &only(&[Kind::DynamoDb], &plain()));
    assert_eq!(exactly(&estimate), "2.85");
    assert_eq!(shown(&estimate), ["2.85", "34.20"]);
}

#[test]
fn security_total() {
    // 0.4501666… + 2.85 = 3.3001666…; × 12 = 39.602
    let both = only(&[Kind::Fargate, Kind::DynamoDb], &plain());
    assert_eq!(
        shown(&priced(&ecs_security(), SYDNEY, &both)),
        ["3.30", "39.60"]
    );
}

#[test]
fn security_left_running() {
    // 730 h × (0.04856 + 2 × 0.00532) = 730 × 0.0592 = 43.216
    let task = only(&[Kind::Fargate], &left_running());
    let estimate = priced(&ecs_security(), SYDNEY, &task);
    assert_eq!(exactly(&estimate), "43.216");
    assert_eq!(shown(&estimate)[0], "43.22");
}

#[test]
fn fundamentals_fargate() {
    // 4 tasks a day of 15 minutes: 4 × 0.4501666… = 1.8006666… = 2701/1500
    let task = "  ui: {type: fargate, vcpu: 1, memory: 2 GB, runs: 4/day, run_time: 15 min}\n";
    let estimate = priced(&lab(task), SYDNEY, &plain());
    assert_eq!(exactly(&estimate), "2701/1500");
    assert_eq!(shown(&estimate)[0], "1.80");
}

#[test]
fn fundamentals_nat_gateway() {
    // 730 h × 0.059 + 1 GB × 0.059 = 43.07 + 0.059 = 43.129
    let nat = "  hours:
    type: metered
    service_code: AmazonEC2
    usage_type: NatGateway-Hours
    bare_in_virginia: true
    operation: NatGateway
    unit: Hrs
    count: 1
    schedule: always
  data:
    type: metered
    service_code: AmazonEC2
    usage_type: NatGateway-Bytes
    bare_in_virginia: true
    operation: NatGateway
    unit: GB
    quantity: 1/month
";
    let estimate = priced(&lab(nat), SYDNEY, &plain());
    assert_eq!(lines(&estimate), ["43.07", "0.059"]);
    assert_eq!(exactly(&estimate), "43.129");
    assert_eq!(shown(&estimate)[0], "43.13");
}

/// Composed for this test in the shape of AWS's bulk price list, with the two prices on the
/// workshop's page; the SKUs are made up. labcost has no list of load balancers in Sydney.
const LOAD_BALANCERS: &str = r#"{
  "formatVersion": "v1.0",
  "offerCode": "AWSELB",
  "version": "20260101000000",
  "publicationDate": "2026-01-01T00:00:00Z",
  "products": {
    "HOURS": {"sku": "HOURS", "attributes": {
      "usagetype": "APS2-LoadBalancerUsage", "operation": "LoadBalancing:Application"}},
    "UNITS": {"sku": "UNITS", "attributes": {
      "usagetype": "APS2-LCUUsage", "operation": "LoadBalancing:Application"}}
  },
  "terms": {"OnDemand": {
    "HOURS": {"HOURS.JRTCKXETXF": {"priceDimensions": {"HOURS.JRTCKXETXF.6YS6EN2CT7": {
      "rateCode": "HOURS.JRTCKXETXF.6YS6EN2CT7", "beginRange": "0", "endRange": "Inf",
      "unit": "Hrs", "pricePerUnit": {"USD": "0.0252000000"}}}}},
    "UNITS": {"UNITS.JRTCKXETXF": {"priceDimensions": {"UNITS.JRTCKXETXF.6YS6EN2CT7": {
      "rateCode": "UNITS.JRTCKXETXF.6YS6EN2CT7", "beginRange": "0", "endRange": "Inf",
      "unit": "LCU-Hrs", "pricePerUnit": {"USD": "0.0080000000"}}}}}
  }}
}"#;

#[test]
fn fundamentals_load_balancer() {
    // 730 h × 0.0252 + 2.5 LCU × 730 h × 0.008 = 18.396 + 14.6 = 32.996
    let balancer = "  hours:
    type: metered
    service_code: AWSELB
    usage_type: LoadBalancerUsage
    operation: LoadBalancing:Application
    unit: Hrs
    count: 1
    schedule: always
  capacity-units:
    type: metered
    service_code: AWSELB
    usage_type: LCUUsage
    operation: LoadBalancing:Application
    unit: LCU-Hrs
    count: 2.5
    schedule: always
";
    let prices = tempfile::tempdir().unwrap();
    fs::create_dir(prices.path().join("AWSELB")).unwrap();
    let list = prices.path().join("AWSELB").join("ap-southeast-2.json");
    fs::write(list, LOAD_BALANCERS).unwrap();
    let source = PriceSource::Folder(prices.path().to_owned());
    let estimate = priced_from(&source, &lab(balancer), SYDNEY, &plain());
    assert_eq!(lines(&estimate), ["18.396", "14.6"]);
    assert_eq!(exactly(&estimate), "32.996");
    assert_eq!(shown(&estimate)[0], "33.00");
}

/// 10 tasks a day of 30 minutes: 10 × 0.5 h × 365/12 = 1825/12 hours.
const AUTO_SCALING: &str =
    "  ui: {type: fargate, vcpu: 1, memory: 2 GB, runs: 10/day, run_time: 30 min}\n";

#[test]
fn auto_scaling() {
    // vCPU:   1825/12 × 0.04856     = 88.622/12 = 7.3851666… = 44311/6000
    // memory: 1825/12 × 2 × 0.00532 = 19.418/12 = 1.6181666… =  9709/6000
    // together 54020/6000 = 2701/300 = 9.0033333…
    let estimate = priced(&lab(AUTO_SCALING), SYDNEY, &plain());
    assert_eq!(lines(&estimate), ["44311/6000", "9709/6000"]);
    assert_eq!(exactly(&estimate), "2701/300");
    assert_eq!(shown(&estimate)[0], "9.00");
}

#[test]
fn auto_scaling_as_the_page_adds_it() {
    // 7.39 + 1.62 = 9.01
    let estimate = priced(&lab(AUTO_SCALING), SYDNEY, &as_the_calculator());
    assert_eq!(lines(&estimate), ["7.39", "1.62"]);
    assert_eq!(exactly(&estimate), "9.01");
}
