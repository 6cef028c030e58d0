-- Whatever is removed looks for what came within it: through all that bundles ever brought, for each thing of thousands.
create index bundle_thing_within on bundle_thing (within) where within is not null;
