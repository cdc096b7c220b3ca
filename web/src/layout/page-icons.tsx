// Those of single pages; what the frame and the list of contacts show is in icons.tsx.
import {
  AlignLeftOutlined as AlignLeftIcon,
  BranchesOutlined as BranchesIcon,
  CalendarOutlined as CalendarIcon,
  CheckCircleOutlined as CheckCircleIcon,
  CheckOutlined as CheckIcon,
  CheckSquareOutlined as CheckSquareIcon,
  ClockCircleOutlined as ClockCircleIcon,
  CloseOutlined as CloseIcon,
  DollarOutlined as DollarIcon,
  DownOutlined as DownIcon,
  EditOutlined as EditIcon,
  FileExcelOutlined as FileExcelIcon,
  FontSizeOutlined as FontSizeIcon,
  GlobalOutlined as GlobalIcon,
  HolderOutlined as HolderIcon,
  IdcardOutlined as IdcardIcon,
  InboxOutlined as InboxIcon,
  NumberOutlined as NumberIcon,
  OrderedListOutlined as OrderedListIcon,
  PushpinOutlined as PushpinIcon,
  StarOutlined as StarIcon,
  UnorderedListOutlined as UnorderedListIcon,
  UpOutlined as UpIcon,
  WarningOutlined as WarningIcon,
} from '@ant-design/icons'
import { decorative } from './decorative.tsx'

export const AlignLeftOutlined = decorative(AlignLeftIcon)
export const BranchesOutlined = decorative(BranchesIcon)
export const CalendarOutlined = decorative(CalendarIcon)
export const CheckCircleOutlined = decorative(CheckCircleIcon)
export const CheckOutlined = decorative(CheckIcon)
export const CheckSquareOutlined = decorative(CheckSquareIcon)
export const ClockCircleOutlined = decorative(ClockCircleIcon)
export const CloseOutlined = decorative(CloseIcon)
export const DollarOutlined = decorative(DollarIcon)
export const DownOutlined = decorative(DownIcon)
export const EditOutlined = decorative(EditIcon)
export const FileExcelOutlined = decorative(FileExcelIcon)
export const FontSizeOutlined = decorative(FontSizeIcon)
export const GlobalOutlined = decorative(GlobalIcon)
export const HolderOutlined = decorative(HolderIcon)
export const IdcardOutlined = decorative(IdcardIcon)
export const InboxOutlined = decorative(InboxIcon)
export const NumberOutlined = decorative(NumberIcon)
export const OrderedListOutlined = decorative(OrderedListIcon)
export const PushpinOutlined = decorative(PushpinIcon)
export const StarOutlined = decorative(StarIcon)
export const UnorderedListOutlined = decorative(UnorderedListIcon)
export const UpOutlined = decorative(UpIcon)
export const WarningOutlined = decorative(WarningIcon)
