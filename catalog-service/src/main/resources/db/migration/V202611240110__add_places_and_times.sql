-- Where and when datasets tell of, made by the service from what an import understood; rows of an earlier edition wait for it.
alter table dataset add column covers tstzrange;
create index dataset_covers on dataset using gist (covers);

create table dataset_place (
    dataset uuid not null references dataset (id) on delete cascade,
    area    box not null
);
create index dataset_place_dataset on dataset_place (dataset);
create index dataset_place_area on dataset_place using gist (area);

comment on column dataset_place.area is 'Degrees of WGS 84, longitude first; what crosses the antimeridian is two rows';

-- Kilometres on a sphere from a point to the nearest point of a box, to the nearest meter or so. Along a meridian the cosine of the
-- distance is a * sin(latitude) + b * cos(latitude), which is greatest at the foot of the perpendicular or else at an end.
create function place_distance(area box, latitude float8, longitude float8) returns float8
    language plpgsql immutable parallel safe cost 50 as $$
declare
    west float8 := (area[1])[0];
    south float8 := (area[1])[1];
    east float8 := (area[0])[0];
    north float8 := (area[0])[1];
    a float8 := sind(latitude);
    b float8;
    nearest float8 := -1;
    edge float8;
begin
    if longitude between west and east then
        return 6371.0088 * radians(greatest(south - latitude, latitude - north, 0));
    end if;
    foreach edge in array array[west, east] loop
        b := cosd(latitude) * cosd(edge - longitude);
        nearest := greatest(nearest, a * sind(south) + b * cosd(south), a * sind(north) + b * cosd(north));
        if atan2d(a, b) between south and north then
            nearest := greatest(nearest, sqrt(a * a + b * b));
        end if;
    end loop;
    return 6371.0088 * acos(least(nearest, 1));
end
$$;
