//! Where requests go, for a person who looks for a fault.

use super::Aws;
use super::call::Service;
use super::endpoint;
use crate::domain::Failure;

impl Aws {
    /// What named the Region.
    pub async fn region_source(&self) -> Result<&'static str, Failure> {
        Ok(self.clients().await?.origin.region)
    }

    /// The addresses that Connect and Cases are asked at.
    pub async fn addresses(&self) -> Result<Vec<String>, Failure> {
        let config = &self.clients().await?.config;
        let mut found = Vec::new();
        for service in [Service::Connect, Service::Cases] {
            let address = endpoint::address(config, service).await;
            found.extend(address.filter(|address| !found.contains(address)));
        }
        Ok(found)
    }
}
